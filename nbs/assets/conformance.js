// The table of "Conformance". `root` is the element that holds it, `rows` are arrays in the order of `headings`, which maps keys to headings.
function conformance(root, headings, rows) {
  const at = Object.fromEntries(Object.keys(headings).map((k, i) => [k, i]))
  const cell = (row, k) => String(row[at[k]])
  const show = sortedTable(root, 'Every architecture', headings, at, cell, 'name', update)
  function update() {
    const words = root.querySelector('[name=search]').value.toLowerCase().split(/\s+/).filter(Boolean)
    const fails = root.querySelector('[name=fails]').checked
    const fits = row => words.every(w => row[at.name].includes(w) || row[at.family].includes(w))
    show(rows.filter(row => fits(row) && (!fails || row.includes('no'))), rows.length)
  }
  onFilter(root, update)
  update()
}
