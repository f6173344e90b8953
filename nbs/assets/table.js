// Add a table that is sorted by its headings to the end of `root`, in a region that scrolls. `headings` maps the key of each column to its heading, `at` each key to its
// place in a row, and `cell(row, key)` gives the text of a cell. The table is sorted by `key` at first; pressing a heading sorts it by that and calls `update`.
// Returns `show(rows, all)`, which fills the table and writes the number of rows into the element `count` of `root`.
function sortedTable(root, label, headings, at, cell, key, update, most = 100) {
  const state = { key, down: false }
  const table = document.createElement('table')
  const caption = table.createCaption()
  caption.textContent = `${label}, sorted by ${headings[key]} unless a heading is pressed`
  const head = table.createTHead().insertRow()
  const body = table.createTBody()
  for (const [k, text] of Object.entries(headings)) {
    const th = document.createElement('th')
    const button = document.createElement('button')
    th.scope = 'col'
    th.dataset.key = k
    button.type = 'button'
    button.textContent = text
    button.addEventListener('click', () => {
      state.down = state.key === k && !state.down
      state.key = k
      update()
    })
    th.append(button)
    head.append(th)
  }
  const region = document.createElement('div')
  region.className = 'scroll'
  region.tabIndex = 0
  region.setAttribute('role', 'region')
  region.setAttribute('aria-label', label)
  region.append(table)
  root.append(region)

  function compare(a, b) {
    const [x, y] = [a[at[state.key]], b[at[state.key]]]
    const d = typeof x === 'number' ? x - y : String(x).localeCompare(String(y), 'en', { numeric: true })
    return (state.down ? -d : d) || a[at.name].localeCompare(b[at.name], 'en', { numeric: true })
  }
  function line(row) {
    const tr = document.createElement('tr')
    Object.keys(headings).forEach((k, i) => {
      const td = document.createElement(i ? 'td' : 'th')
      if (!i) td.scope = 'row'
      td.textContent = cell(row, k)
      tr.append(td)
    })
    return tr
  }
  return (found, all) => {
    found = [...found].sort(compare)
    body.replaceChildren(...found.slice(0, most).map(line))
    const more = found.length > most ? `, the first ${most} shown` : ''
    root.querySelector('.count').textContent = `${found.length} of ${all} architectures${more}`
    for (const th of head.cells) {
      const sorted = th.dataset.key === state.key
      th.setAttribute('aria-sort', sorted ? (state.down ? 'descending' : 'ascending') : 'none')
    }
    root.dataset.found = found.map(row => row[at.name]).join(' ')
  }
}

// Call `update` for each change of the form of `root`, which is never sent
function onFilter(root, update) {
  const form = root.querySelector('form')
  form.addEventListener('input', update)
  form.addEventListener('submit', e => e.preventDefault())
  form.addEventListener('reset', () => setTimeout(update))
}
