// Add a table that is sorted by its headings to the end of `root`, in a region that scrolls. `headings` maps the key of each column to its heading, `at` each key to its
// place in a row, and `cell(row, key)` gives the text or the element of a cell. `root.dataset.sort` is the key that it is sorted by, with a minus for the largest first; it is
// `key` at first. Pressing a heading sorts by that and calls `update`. With `choose`, each row has a button that calls it with the row. `columns()` lists the keys to show, the
// name of a row first. What is null comes last. Returns `show(rows, all)`, which fills the table and writes the number of rows into the element `count` of `root`.
function sortedTable(root, label, headings, at, cell, key, update, choose, columns = () => Object.keys(headings), most = 100) {
  const sorting = () => {
    const sort = root.dataset.sort || key
    const named = sort.replace('-', '')
    return Object.hasOwn(headings, named) ? { key: named, down: sort !== named } : { key: key.replace('-', ''), down: key.startsWith('-') }
  }
  const table = document.createElement('table')
  const caption = table.createCaption()
  caption.textContent = `${label}, sorted by ${headings[key.replace('-', '')]} unless a heading is pressed`
  const downFirst = new Set(Object.keys(headings).filter(k => /top1|speed/.test(k))) // more is better
  const head = table.createTHead().insertRow()
  const body = table.createTBody()
  let shown = []
  function heading(k) {
    const th = document.createElement('th')
    const button = document.createElement('button')
    th.scope = 'col'
    th.dataset.key = k
    button.type = 'button'
    button.textContent = headings[k]
    button.addEventListener('click', () => {
      const state = sorting()
      const down = state.key === k ? !state.down : downFirst.has(k)
      root.dataset.sort = (down ? '-' : '') + k
      update()
    })
    th.append(button)
    return th
  }
  function fillHead() {
    if (shown.join() === columns().join()) return // a button that was pressed keeps the focus
    shown = columns()
    const [first, ...rest] = shown.map(heading)
    const code = choose ? [Object.assign(document.createElement('td'), { textContent: 'code' })] : []
    head.replaceChildren(first, ...code, ...rest)
  }
  const region = document.createElement('div')
  region.className = 'scroll'
  region.tabIndex = 0
  region.setAttribute('role', 'region')
  region.setAttribute('aria-label', label)
  region.append(table)
  root.append(region)

  const byName = (a, b) => a[at.name].localeCompare(b[at.name], 'en', { numeric: true })
  const compare = ({ key, down }) => (a, b) => {
    const [x, y] = [a[at[key]], b[at[key]]]
    if (x == null || y == null) return (x == null) - (y == null) || byName(a, b)
    const d = typeof x === 'number' ? x - y : String(x).localeCompare(String(y), 'en', { numeric: true })
    return (down ? -d : d) || byName(a, b)
  }
  function codeButton(row) {
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = 'Show'
    button.setAttribute('aria-label', `Show the code for ${row[at.name]}`)
    button.addEventListener('click', () => choose(row))
    return button
  }
  function line(row) {
    const tr = document.createElement('tr')
    shown.forEach((k, i) => {
      const td = document.createElement(i ? 'td' : 'th')
      if (!i) td.scope = 'row'
      td.append(cell(row, k))
      tr.append(td)
      if (!i && choose) tr.insertCell().append(codeButton(row))
    })
    return tr
  }
  return (found, all) => {
    fillHead()
    const state = sorting()
    root.dataset.sort = (state.down ? '-' : '') + state.key
    found = [...found].sort(compare(state))
    body.replaceChildren(...found.slice(0, most).map(line))
    const more = found.length > most ? `, the first ${most} shown` : ''
    root.querySelector('.count').textContent = `${found.length.toLocaleString('en')} of ${all.toLocaleString('en')}${more}`
    for (const th of head.querySelectorAll('th')) {
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
