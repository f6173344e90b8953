// The page "Choosing a backbone". `root` is the element that holds it, `rows` is the catalog: arrays in the order of `fields`. `headings` maps the fields that the table
// shows to their headings, `axes` those that the plot can show to what `scatterPlot` needs to know of them.
function choosing(root, fields, headings, axes, rows) {
  const at = Object.fromEntries(fields.map((k, i) => [k, i]))
  const $ = q => root.querySelector(q)
  const field = name => $(`form [name=${name}]`)
  const units = (n, all) => {
    const [unit, size] = all.find(([, size]) => n >= size) || ['M', 1e6]
    const digits = unit === 'M' ? 1 : 2
    return (n / size).toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits }) + unit
  }
  const speed = n => n.toLocaleString('en', { maximumSignificantDigits: 3 })
  const list = v => v.join(', ') || '–'
  const formats = {
    params: n => units(n, [['T', 1e12], ['B', 1e9]]), macs: n => units(n, [['T', 1e12], ['G', 1e9]]), strides: list, datasets: list, input_size: v => `${v[1]}×${v[2]}`,
    gpu_speed: speed, gpu_speed_compiled: speed, cpu_speed: speed,
    top1: v => v.toFixed(1), top1_real: v => v.toFixed(1), top1_v2: v => v.toFixed(1),
  }
  const text = (row, k) => row[at[k]] == null ? '–' : (formats[k] || String)(row[at[k]])
  const make = (tag, properties) => Object.assign(document.createElement(tag), properties)

  // The name of a row links to the Hub
  function cell(row, k) {
    if (k === 'name' && row[at.hub]) return make('a', { href: `https://huggingface.co/${row[at.hub]}`, textContent: row[at.name] })
    return text(row, k)
  }

  const options = (select, values) => { for (const v of values) select.add(new Option(v, v)) }
  options(field('license'), [...new Set(rows.map(row => row[at.license]).filter(Boolean))].sort())
  options(field('family'), [...new Set(rows.map(row => row[at.family]))].sort())
  for (const [k, axis] of Object.entries(axes)) field(axis.percent ? 'y' : 'x').add(new Option(axis.label, k))

  // A number with an optional unit, such as 25M. Returns what is wrong with it, if it is a text
  const sizes = { k: 1e3, m: 1e6, g: 1e9, b: 1e9, t: 1e12 }
  function number(text) {
    const m = /^\s*(\d[\d_]*(?:\.\d*)?|\.\d+)(e[+-]?\d+)?\s*([kmgbt]?)\s*$/i.exec(text)
    return m ? Number(m[1].replaceAll('_', '') + (m[2] || '')) * (sizes[m[3].toLowerCase()] || 1) : NaN
  }
  const checks = {
    params: text => count(text, 'M'), macs: text => count(text, 'G'),
    top1: text => {
      const value = number(text)
      if (value > 0 && value <= 1) return `a percentage: did you mean ${+(100 * value).toPrecision(4)}?`
      return value >= 2 && value <= 100 ? value : 'a percentage, such as 80'
    },
    strides: text => {
      const values = text.split(/[\s,]+/).filter(Boolean).map(s => /^\d+$/.test(s) ? Number(s) : 0)
      return values.every(s => s > 0) ? values : 'whole numbers, such as 8, 16, 32'
    },
  }
  function count(text, unit) {
    const value = number(text)
    if (!(value > 0)) return `a number, such as ${unit === 'M' ? 25 : 4}${unit}`
    return value < 1e3 ? `too small: did you mean ${text.trim()}${unit}?` : value
  }
  // An empty field is no filter. A wrong value is none either, and the field says what is wrong
  function read(name, otherwise) {
    const input = field(name), value = input.value.trim() ? checks[name](input.value) : otherwise
    const bad = typeof value === 'string'
    input.setAttribute('aria-invalid', bad)
    $(`#${input.getAttribute('aria-describedby')}`).textContent = bad ? value : ''
    return bad ? otherwise : value
  }
  // A part of a name, or a pattern of the whole name
  function part(word) {
    const plain = word.replace(/^(hf-hub:)?timm\//, '').replace(/[.+^${}()|[\]\\]/g, '\\$&')
    return new RegExp(/[*?]/.test(word) ? `^${plain.replaceAll('*', '.*').replaceAll('?', '.')}(\\..*)?$` : plain)
  }
  function filter() {
    const words = field('search').value.toLowerCase().split(/\s+/).filter(Boolean).map(part)
    const strides = read('strides', []), params = read('params', Infinity), macs = read('macs', Infinity), top1 = read('top1', 0)
    const license = field('license').value, family = field('family').value
    const anySize = field('any_size').checked, weights = field('weights').checked
    return row => words.every(word => word.test(row[at.name]))
      && strides.every(s => row[at.strides].includes(s))
      && row[at.params] <= params && row[at.macs] <= macs && (row[at.top1] ?? -1) >= (top1 || -1)
      && (!license || row[at.license] === license)
      && (!family || row[at.family] === family)
      && (!anySize || row[at.any_size])
      && (!weights || row[at.hub] !== null)
  }

  // The families with most dots have colours of their own, and a button that filters
  const counts = new Map()
  for (const row of rows) if (row[at.top1] != null) counts.set(row[at.family], (counts.get(row[at.family]) || 0) + 1)
  const large = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 9).map(([family]) => family)
  const legend = large.map((family, i) => make('button', { type: 'button', className: `colour${i}`, textContent: family }))
  for (const button of legend) {
    button.addEventListener('click', () => {
      field('family').value = field('family').value === button.textContent ? '' : button.textContent
      update()
    })
  }
  $('.legend').append(...legend, make('span', { className: 'colour9', textContent: 'others' }))
  const colours = row => `colour${(large.indexOf(row[at.family]) + 10) % 10}`

  const call = row => `at.create_feature_backbone('${row[at.name]}'${row[at.hub] === null ? ', pretrained=False' : ''})`
  // The table shows what the plot does, and then the rest
  const labels = { ...Object.fromEntries(Object.entries(axes).map(([k, axis]) => [k, axis.label])), ...headings }
  const columns = () => [...new Set(['name', field('y').value, field('x').value, ...Object.keys(headings)])]
  function told(row, x, y) {
    const figures = [...new Set([y, x, 'params', 'macs'])].map(k => `${labels[k]}: ${text(row, k)}`)
    return [row[at.name], figures.join(' · '), call(row)]
  }
  // What was chosen stays below the plot, with code to copy and a link
  function choose(row) {
    const line = code => {
      const copy = make('button', { type: 'button', textContent: 'Copy' })
      copy.addEventListener('click', async () => {
        await copyText(code)
        copy.textContent = 'Copied'
        setTimeout(() => { copy.textContent = 'Copy' }, 1500)
      })
      const shown = make('div')
      shown.append(copy, ' ', make('code', { textContent: code }))
      return shown
    }
    const [, ...others] = columns()
    const facts = others.map(k => `${labels[k]}: ${text(row, k)}`).join(' · ')
    const title = make('strong')
    title.append(cell(row, 'name'))
    $('.chosen').replaceChildren(title, make('div', { textContent: facts }), line(call(row)), line(`at.describe_backbone('${row[at.name]}')`))
  }
  async function copyText(code) {
    if (navigator.clipboard) return navigator.clipboard.writeText(code)
    const area = make('textarea', { value: code }) // a page that was opened as a file has no clipboard
    document.body.append(area)
    area.select()
    document.execCommand('copy')
    area.remove()
  }

  function chooseRow(row) {
    choose(row)
    $('.chosen').scrollIntoView({ block: 'nearest' })
  }
  const plot = scatterPlot($('.plot'), axes, at, colours, told, choose)
  const show = sortedTable(root, 'Backbones that fit', labels, at, cell, '-top1', update, chooseRow, columns)
  function update() {
    const fits = rows.filter(filter())
    const front = plot(field('x').value, field('y').value, rows, new Set(fits))
    const found = field('front').checked ? front : fits
    show(found, rows.length)
    for (const button of legend) button.setAttribute('aria-pressed', field('family').value === button.textContent)
    keepState()
  }

  // The filters live in the address, so that a link shows what its sender saw
  const inputs = [...$('form').elements].filter(input => input.name)
  const isDefault = input => input.type === 'checkbox' ? !input.checked : input.value === (input.tagName === 'SELECT' ? input.options[0].value : '')
  function keepState() {
    const set = inputs.filter(input => !isDefault(input)).map(input => [input.name, input.type === 'checkbox' ? '1' : input.value])
    if (root.dataset.sort !== '-top1') set.push(['sort', root.dataset.sort])
    const query = new URLSearchParams(set).toString()
    if (location.protocol !== 'file:') history.replaceState(null, '', (query ? `?${query}` : location.pathname) + location.hash)
  }
  for (const [name, value] of new URLSearchParams(location.search)) {
    const input = inputs.find(input => input.name === name)
    if (name === 'sort') root.dataset.sort = value
    if (!input) continue
    if (input.type === 'checkbox') input.checked = value === '1'
    else if (input.tagName !== 'SELECT' || [...input.options].some(option => option.value === value)) input.value = value
  }
  onFilter(root, update)
  update()
}
