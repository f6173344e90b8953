// A table that is sorted by its headings. `root` holds a `<table>` whose headings name their column in `data-key`, and an `<output class="count">`;
// `at` says where a key stands in a row, and `cell(row, key)` what its cell shows. Gives `show(rows)`.
function sortedTable(root, at, cell, key, update, most = 100) {
  const state = { key, down: false }, heads = [...root.querySelectorAll('thead th')], keys = heads.map(o => o.dataset.key)
  const body = root.querySelector('tbody'), count = root.querySelector('output.count')
  function compare(a, b) {
    const [x, y] = [a[at[state.key]], b[at[state.key]]]
    const d = typeof x === 'number' ? x - y : String(x).localeCompare(String(y), 'en', { numeric: true })
    return (state.down ? -d : d) || a[at.name].localeCompare(b[at.name], 'en', { numeric: true })
  }
  for (const o of heads) o.querySelector('button').addEventListener('click', () => {
    state.down = state.key === o.dataset.key && !state.down
    state.key = o.dataset.key
    update()
  })
  return (found, all) => {
    found = [...found].sort(compare)
    body.replaceChildren(...found.slice(0, most).map(r => {
      const tr = document.createElement('tr')
      keys.forEach((k, i) => {
        const td = document.createElement(i ? 'td' : 'th')
        if (!i) td.scope = 'row'
        td.textContent = cell(r, k)
        tr.append(td)
      })
      return tr
    }))
    count.textContent = `${found.length} of ${all} architectures` + (found.length > most ? `, the first ${most} shown` : '')
    for (const o of heads) o.setAttribute('aria-sort', o.dataset.key === state.key ? (state.down ? 'descending' : 'ascending') : 'none')
    root.dataset.found = found.map(r => r[at.name]).join(' ')
  }
}
