// The table and the plot of "Choosing a backbone". `root` is the element that holds them, `rows` the catalog: arrays in the order of `fields`.
function choosing(root, fields, rows) {
  const at = Object.fromEntries(fields.map((k, i) => [k, i])), $ = q => root.querySelector(q)
  const short = n => n >= 1e9 ? (n / 1e9).toFixed(2) + 'G' : (n / 1e6).toFixed(1) + 'M'
  const shows = { params: short, macs: short, strides: v => v.join(', '), any_size: v => v ? 'yes' : 'no', licenses: v => v.join(', ') || '–', input_size: v => `${v[1]}×${v[2]}` }
  const power = i => 10 ** (i % 3) + 'kMGT'[Math.floor(i / 3) - 1]
  const cell = (r, k) => (shows[k] || String)(r[at[k]])
  const units = { k: 1e3, m: 1e6, g: 1e9, b: 1e9, t: 1e12 }
  const number = s => { const m = /^\s*([\d_.]+(?:e\d+)?)\s*([kmgbt]?)\s*$/i.exec(s); return m ? parseFloat(m[1].replaceAll('_', '')) * (units[m[2].toLowerCase()] || 1) : NaN }

  const options = (select, values) => { for (const v of values) select.add(new Option(v, v)) }
  options($('[name=license]'), [...new Set(rows.flatMap(r => r[at.licenses]))].sort())
  options($('[name=family]'), [...new Set(rows.map(r => r[at.family]))].sort())

  // An empty field asks for nothing; one that makes no sense is marked, and asks for nothing either
  function limit(name) {
    const el = $(`[name=${name}]`), v = el.value.trim() ? number(el.value) : Infinity
    el.setAttribute('aria-invalid', Number.isNaN(v))
    return Number.isNaN(v) ? Infinity : v
  }
  function strides() {
    const el = $('[name=strides]'), v = el.value.split(/[\s,]+/).filter(Boolean).map(Number)
    const bad = v.some(o => !Number.isInteger(o) || o < 1)
    el.setAttribute('aria-invalid', bad)
    return bad ? [] : v
  }
  function fits() {
    const words = $('[name=search]').value.toLowerCase().split(/\s+/).filter(Boolean), want = strides(), params = limit('params'), macs = limit('macs')
    const license = $('[name=license]').value, family = $('[name=family]').value, any = $('[name=any_size]').checked, weights = $('[name=weights]').checked
    return r => words.every(w => r[at.name].includes(w)) && want.every(s => r[at.strides].includes(s)) && r[at.params] <= params && r[at.macs] <= macs
      && (!license || r[at.licenses].includes(license)) && (!family || r[at.family] === family) && (!any || r[at.any_size]) && (!weights || r[at.weights] > 0)
  }
  const svg = $('svg'), tip = $('output.tip'), show = sortedTable(root, at, cell, 'params', update)
  function update() {
    const found = rows.filter(fits()), hit = new Set(found.map(r => r[at.name]))
    show(found, rows.length)
    for (const o of svg.querySelectorAll('circle')) o.classList.toggle('off', !hit.has(o.dataset.name))
  }

  // The plot: parameters against multiply-adds, both logarithmic
  const W = 960, H = 400, pad = 52, svgNS = 'http://www.w3.org/2000/svg'
  const make = (tag, attrs, text) => { const o = document.createElementNS(svgNS, tag); for (const k in attrs) o.setAttribute(k, attrs[k]); if (text) o.textContent = text; svg.append(o); return o }
  const axis = (k, from, to) => {
    const v = rows.map(r => Math.log10(r[at[k]])), lo = Math.floor(Math.min(...v)), hi = Math.ceil(Math.max(...v))
    return { lo, hi, place: x => from + (Math.log10(x) - lo) / (hi - lo) * (to - from) }
  }
  const X = axis('params', pad, W - 12), Y = axis('macs', H - pad, 12)
  for (let i = X.lo; i <= X.hi; i++) { make('line', { x1: X.place(10 ** i), x2: X.place(10 ** i), y1: 12, y2: H - pad, class: 'grid' }); make('text', { x: X.place(10 ** i), y: H - pad + 18, 'text-anchor': 'middle' }, power(i)) }
  for (let i = Y.lo; i <= Y.hi; i++) { make('line', { x1: pad, x2: W - 12, y1: Y.place(10 ** i), y2: Y.place(10 ** i), class: 'grid' }); make('text', { x: pad - 6, y: Y.place(10 ** i) + 4, 'text-anchor': 'end' }, power(i)) }
  make('text', { x: W / 2, y: H - 8, 'text-anchor': 'middle' }, 'parameters')
  make('text', { x: 12, y: H / 2, 'text-anchor': 'middle', transform: `rotate(-90 12 ${H / 2})` }, 'multiply-adds')
  for (const r of rows) {
    const o = make('circle', { cx: X.place(r[at.params]), cy: Y.place(r[at.macs]), r: 3.5 })
    o.dataset.name = r[at.name]
    o.addEventListener('pointerenter', () => { tip.textContent = `${r[at.name]}: ${cell(r, 'params')} parameters, ${cell(r, 'macs')} multiply-adds, strides ${cell(r, 'strides')}` })
    o.addEventListener('click', () => { $('[name=search]').value = r[at.name]; update() })
  }

  $('form').addEventListener('input', update)
  $('form').addEventListener('submit', e => e.preventDefault())
  $('form').addEventListener('reset', () => setTimeout(update))
  update()
}
