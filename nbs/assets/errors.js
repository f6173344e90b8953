// The page "Errors, and what to do": a field that leaves only the messages that are nearest to what is typed. A pasted message has parts of its own, such as the name of
// a file. So each row is scored by the words that it shares, of which a rare one counts more, and the best rows are shown.
addEventListener('DOMContentLoaded', () => {
  const root = document.getElementById('find-message')
  const input = root.querySelector('input')
  const boxes = [...document.querySelectorAll('.messages')]
  const rowsOf = box => [...box.querySelectorAll('tbody tr')]
  const rows = boxes.flatMap(rowsOf).map(row => ({ row, text: row.textContent.toLowerCase() }))
  const sections = [...document.querySelectorAll('main section')]
  const words = text => [...new Set(text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) || [])]
  // A word that is being typed may be the beginning of one
  const holders = word => rows.filter(({ text }) => text.includes(word))

  function update() {
    const asked = words(input.value)
    const scores = new Map(rows.map(o => [o, 0]))
    for (const word of asked) {
      const found = holders(word)
      for (const o of found) scores.set(o, scores.get(o) + Math.log(1 + rows.length / found.length))
    }
    const best = Math.max(...scores.values())
    const near = o => !asked.length || best > 0 && scores.get(o) >= 0.8 * best
    for (const o of rows) o.row.hidden = !near(o)
    for (const box of boxes) box.hidden = rowsOf(box).every(row => row.hidden)
    for (const section of sections) {
      const own = [...section.querySelectorAll('.messages')]
      section.hidden = asked.length > 0 && own.every(box => box.hidden)
    }
    document.body.classList.toggle('finding', asked.length > 0)
    const count = rows.filter(near).length
    root.querySelector('output').textContent = asked.length ? `${count} of ${rows.length} messages` : `${rows.length} messages`
  }
  input.addEventListener('input', update)
  root.hidden = false
  update()
})
