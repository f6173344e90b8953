// The table and the plot of "Choosing a backbone". `root` is the element that holds them, `rows` is the catalog: arrays in the order of `fields`.
// `headings` maps the fields that the table shows to their headings.
function choosing(root, fields, headings, rows) {
  const at = Object.fromEntries(fields.map((k, i) => [k, i]))
  const $ = q => root.querySelector(q)
  const short = n => n >= 1e9 ? (n / 1e9).toFixed(2) + 'G' : (n / 1e6).toFixed(1) + 'M'
  const formats = {
    params: short,
    macs: short,
    strides: v => v.join(', '),
    any_size: v => v ? 'yes' : 'no',
    licenses: v => v.join(', ') || '–',
    input_size: v => `${v[1]}×${v[2]}`,
  }
  const cell = (row, k) => (formats[k] || String)(row[at[k]])

  const options = (select, values) => { for (const v of values) select.add(new Option(v, v)) }
  options($('[name=license]'), [...new Set(rows.flatMap(row => row[at.licenses]))].sort())
  options($('[name=family]'), [...new Set(rows.map(row => row[at.family]))].sort())

  // A number with an optional unit, such as 25M; anything else is NaN
  const units = { k: 1e3, m: 1e6, g: 1e9, b: 1e9, t: 1e12 }
  function number(text) {
    const m = /^\s*([\d_.]+(?:e\d+)?)\s*([kmgbt]?)\s*$/i.exec(text)
    return m ? parseFloat(m[1].replaceAll('_', '')) * (units[m[2].toLowerCase()] || 1) : NaN
  }

  // An empty field is no filter; an invalid value is marked, and is no filter either
  function limit(name) {
    const field = $(`[name=${name}]`)
    const value = field.value.trim() ? number(field.value) : Infinity
    field.setAttribute('aria-invalid', Number.isNaN(value))
    return Number.isNaN(value) ? Infinity : value
  }
  function strides() {
    const field = $('[name=strides]')
    const values = field.value.split(/[\s,]+/).filter(Boolean).map(Number)
    const bad = values.some(s => !Number.isInteger(s) || s < 1)
    field.setAttribute('aria-invalid', bad)
    return bad ? [] : values
  }
  function filter() {
    const words = $('[name=search]').value.toLowerCase().split(/\s+/).filter(Boolean)
    const wanted = strides(), params = limit('params'), macs = limit('macs')
    const license = $('[name=license]').value, family = $('[name=family]').value
    const anySize = $('[name=any_size]').checked, weights = $('[name=weights]').checked
    return row => words.every(w => row[at.name].includes(w))
      && wanted.every(s => row[at.strides].includes(s))
      && row[at.params] <= params && row[at.macs] <= macs
      && (!license || row[at.licenses].includes(license))
      && (!family || row[at.family] === family)
      && (!anySize || row[at.any_size])
      && (!weights || row[at.weights] > 0)
  }
  const svg = $('svg'), tip = $('.tip')
  const show = sortedTable(root, 'Architectures that fit', headings, at, cell, 'params', update)
  function update() {
    const found = rows.filter(filter())
    const names = new Set(found.map(row => row[at.name]))
    show(found, rows.length)
    for (const dot of svg.querySelectorAll('circle')) dot.classList.toggle('off', !names.has(dot.dataset.name))
  }

  // The plot: parameters against multiply-adds, both logarithmic
  const W = 960, H = 400, pad = 52
  function draw(tag, attributes, text) {
    const element = document.createElementNS('http://www.w3.org/2000/svg', tag)
    for (const k in attributes) element.setAttribute(k, attributes[k])
    if (text) element.textContent = text
    svg.append(element)
    return element
  }
  function axis(key, from, to) {
    const logs = rows.map(row => Math.log10(row[at[key]]))
    const low = Math.floor(Math.min(...logs)), high = Math.ceil(Math.max(...logs))
    const powers = Array.from({ length: high - low + 1 }, (_, i) => low + i)
    return { powers, place: x => from + (Math.log10(x) - low) / (high - low) * (to - from) }
  }
  const power = i => 10 ** (i % 3) + 'kMGT'[Math.floor(i / 3) - 1]
  const X = axis('params', pad, W - 12), Y = axis('macs', H - pad, 12)
  for (const i of X.powers) {
    const x = X.place(10 ** i)
    draw('line', { x1: x, x2: x, y1: 12, y2: H - pad, class: 'grid' })
    draw('text', { x, y: H - pad + 18, 'text-anchor': 'middle' }, power(i))
  }
  for (const i of Y.powers) {
    const y = Y.place(10 ** i)
    draw('line', { x1: pad, x2: W - 12, y1: y, y2: y, class: 'grid' })
    draw('text', { x: pad - 6, y: y + 4, 'text-anchor': 'end' }, power(i))
  }
  draw('text', { x: W / 2, y: H - 8, 'text-anchor': 'middle' }, 'parameters')
  draw('text', { x: 12, y: H / 2, 'text-anchor': 'middle', transform: `rotate(-90 12 ${H / 2})` }, 'multiply-adds')
  for (const row of rows) {
    const name = row[at.name]
    const dot = draw('circle', { cx: X.place(row[at.params]), cy: Y.place(row[at.macs]), r: 3.5 })
    dot.dataset.name = name
    dot.addEventListener('pointerenter', () => {
      const [params, macs, strides] = ['params', 'macs', 'strides'].map(k => cell(row, k))
      tip.textContent = `${name}: ${params} parameters, ${macs} multiply-adds, strides ${strides}`
    })
    dot.addEventListener('click', () => {
      $('[name=search]').value = name
      update()
    })
  }

  onFilter(root, update)
  update()
}
