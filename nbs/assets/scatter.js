// No charting library: the front, the legend, the keyboard and the address would have to be written around it anyway.
//
// Draw dots, each with a name, on two axes, and the Pareto front of those that stand out. `place` is the element that holds the plot; it is filled with an SVG that follows
// its width. `axes` describes the fields that an axis can show: `{label, log, up}`, where `up` says that more is better. `colours` gives the class of a row's dot, `told(row, x, y)`
// its description, and `choose(row)` is called for a dot that is pressed. Returns `draw(x, y, rows, shown)`, which draws `rows` and gives the front of those in the set `shown`.
function scatterPlot(place, axes, at, colours, told, choose) {
  const svgNS = 'http://www.w3.org/2000/svg'
  const svg = document.createElementNS(svgNS, 'svg')
  svg.setAttribute('aria-hidden', 'true')
  const tip = document.createElement('div')
  tip.className = 'tip'
  tip.hidden = true
  place.append(svg, tip)
  let state = null, dots = [], front = [], current = null

  function add(parent, tag, attributes, text) {
    const element = document.createElementNS(svgNS, tag)
    for (const k in attributes) element.setAttribute(k, attributes[k])
    if (text !== undefined) element.textContent = text
    parent.append(element)
    return element
  }

  // Where a value lies between two pixels, and the values that are written at the axis
  function scale(values, log, from, to) {
    const f = log ? Math.log10 : v => v
    const low = f(Math.min(...values)), high = f(Math.max(...values))
    const room = (high - low || 1) * .03
    const at = v => from + (f(v) - low + room) / (high - low + 2 * room || 1) * (to - from)
    const steps = log ? [1, 2, 5].slice(0, high - low > 2.5 ? 1 : 3) : [1, 2, 5, 10]
    if (log) {
      const powers = Array.from({ length: Math.ceil(high) - Math.floor(low) + 1 }, (_, i) => 10 ** (Math.floor(low) + i))
      return { at, ticks: powers.flatMap(p => steps.map(s => p * s)).filter(v => f(v) >= low - room && f(v) <= high + room) }
    }
    const power = 10 ** Math.floor(Math.log10((high - low || 1) / 5))
    const step = power * steps.find(s => (high - low || 1) / (power * s) <= 8)
    const first = Math.ceil(low / step)
    return { at, ticks: Array.from({ length: Math.floor(high / step) - first + 1 }, (_, i) => (first + i) * step) }
  }
  function short(v) {
    for (const [size, unit] of [[1e12, 'T'], [1e9, 'G'], [1e6, 'M'], [1e3, 'k']]) if (v >= size) return +(v / size).toPrecision(3) + unit
    return String(+v.toPrecision(3))
  }

  function axis(x, key, ticks, where, W, H, pad) {
    for (const v of ticks) {
      const p = where(v)
      if (x) add(svg, 'line', { x1: p, x2: p, y1: pad.top, y2: H - pad.bottom, class: 'grid' })
      else add(svg, 'line', { x1: pad.left, x2: W - pad.right, y1: p, y2: p, class: 'grid' })
      if (x) add(svg, 'text', { x: p, y: H - pad.bottom + 16, 'text-anchor': 'middle' }, short(v))
      else add(svg, 'text', { x: pad.left - 6, y: p + 4, 'text-anchor': 'end' }, short(v))
    }
    const text = `${axes[key].label} ${axes[key].up ? '→ better' : '← better'}`
    if (x) add(svg, 'text', { x: (W + pad.left) / 2, y: H - 4, 'text-anchor': 'middle' }, text)
    else add(svg, 'text', { x: 12, y: H / 2, 'text-anchor': 'middle', transform: `rotate(-90 12 ${H / 2})` }, text)
  }

  // The rows that no other one beats in both fields; those that are equal in both are all kept
  function paretoFront(rows, x, y) {
    const better = key => axes[key].up ? -1 : 1
    const by = key => (a, b) => better(key) * (a[at[key]] - b[at[key]])
    const sorted = [...rows].sort((a, b) => by(x)(a, b) || by(y)(a, b))
    const found = []
    for (const row of sorted) {
      const last = found.at(-1)
      const same = last && by(x)(row, last) === 0 && by(y)(row, last) === 0
      if (!last || same || by(y)(row, last) < 0) found.push(row)
    }
    return found
  }

  function draw(x, y, rows, shown) {
    state = [x, y, rows, shown]
    const W = place.clientWidth || 300, H = place.clientHeight || 200 // a hidden plot has no size
    const pad = { left: 50, right: 12, top: 8, bottom: 36 }
    svg.setAttribute('viewBox', `0 0 ${W} ${H}`)
    svg.replaceChildren()
    const known = rows.filter(row => row[at[x]] != null && row[at[y]] != null)
    const values = key => known.map(row => row[at[key]])
    const X = scale(values(x), axes[x].log, pad.left, W - pad.right)
    const Y = scale(values(y), axes[y].log, H - pad.bottom, pad.top)
    axis(true, x, X.ticks, X.at, W, H, pad)
    axis(false, y, Y.ticks, Y.at, W, H, pad)
    const point = row => ({ row, x: X.at(row[at[x]]), y: Y.at(row[at[y]]) })
    const [inside, outside] = [known.filter(row => shown.has(row)), known.filter(row => !shown.has(row))]
    for (const { row, x, y } of outside.map(point)) add(svg, 'circle', { cx: x, cy: y, r: 2.5, class: 'off' })
    dots = inside.map(point)
    for (const { row, x, y } of dots) add(svg, 'circle', { cx: x, cy: y, r: 3.5, class: colours(row), 'data-name': row[at.name] })
    front = paretoFront(inside, x, y).map(point).sort((a, b) => a.x - b.x) // as the arrow keys go
    if (front.length > 1) add(svg, 'polyline', { points: front.map(p => `${p.x},${p.y}`).join(' '), class: 'front' })
    for (const p of front) add(svg, 'circle', { cx: p.x, cy: p.y, r: 5, class: 'ring' })
    place.setAttribute('aria-valuemin', Math.min(1, front.length))
    place.setAttribute('aria-valuemax', front.length)
    show(null)
    return front.map(p => p.row)
  }

  // Say what a dot is, beside it; `null` hides what was said
  function show(dot) {
    current = dot
    svg.querySelector('.here')?.remove()
    tip.hidden = !dot
    const i = front.indexOf(dot), texts = dot ? told(dot.row, state[0], state[1]) : [`${front.length} on the front: use the arrow keys`]
    place.setAttribute('aria-valuenow', i < 0 ? Math.min(1, front.length) : i + 1)
    place.setAttribute('aria-valuetext', texts.join(', '))
    if (!dot) return
    add(svg, 'circle', { cx: dot.x, cy: dot.y, r: 7, class: 'here' })
    tip.replaceChildren(...texts.map(text => Object.assign(document.createElement('div'), { textContent: text })))
    const left = Math.min(Math.max(0, dot.x - tip.offsetWidth / 2), place.clientWidth - tip.offsetWidth)
    const above = dot.y - tip.offsetHeight - 12
    Object.assign(tip.style, { left: `${left}px`, top: `${above < 0 ? dot.y + 12 : above}px` })
  }
  function nearest(event) {
    const box = svg.getBoundingClientRect()
    const distance = dot => Math.hypot(dot.x - event.clientX + box.left, dot.y - event.clientY + box.top)
    let best = null, far = event.pointerType === 'touch' ? 30 : 14
    for (const dot of dots) if (distance(dot) < far) [best, far] = [dot, distance(dot)]
    return best
  }
  place.addEventListener('pointermove', event => show(nearest(event)))
  place.addEventListener('pointerleave', () => show(null))
  place.addEventListener('click', event => {
    show(nearest(event))
    if (current) choose(current.row)
  })
  const moves = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, Home: -Infinity, End: Infinity }
  place.addEventListener('keydown', event => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    if (event.key === 'Escape') show(null)
    if ((event.key === 'Enter' || event.key === ' ') && current) choose(current.row)
    else if (!(event.key in moves) || !front.length) return
    event.preventDefault()
    if (!(event.key in moves)) return
    const i = front.indexOf(current)
    const next = i < 0 && isFinite(moves[event.key]) ? 0 : i + moves[event.key]
    show(front[Math.max(0, Math.min(front.length - 1, next))])
  })
  new ResizeObserver(() => state && draw(...state)).observe(place)
  return draw
}
