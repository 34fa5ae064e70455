// What the report does beyond being read: filter, copy, unfold. Without it everything is there to read.

const form = document.querySelector('#filter')
const rows = [...document.querySelectorAll('tr[data-verdict]')]

form.hidden = false
form.addEventListener('input', applyFilter)
form.addEventListener('submit', (event) => event.preventDefault())
for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = false
  button.addEventListener('click', () => void copy(button))
}
addEventListener('hashchange', showTarget)
addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll('.exchange')) details.open = true
})
readFilter()
applyFilter()
showTarget()

function applyFilter() {
  const { text, verdict, level } = form.elements
  const words = text.value.toLowerCase().split(/\s+/).filter(Boolean)
  let shown = 0
  for (const row of rows) {
    const content = `${row.id} ${row.textContent}`.toLowerCase()
    const fits =
      words.every((word) => content.includes(word)) &&
      (verdict.value === '' || row.dataset.verdict === verdict.value) &&
      (level.value === '' || row.dataset.level === level.value)
    row.hidden = !fits
    if (fits) shown += 1
  }
  for (const family of document.querySelectorAll('[data-family]'))
    family.hidden = family.querySelector('tr[data-verdict]:not([hidden])') === null
  form.elements.count.value = shown === rows.length ? `${shown} requirements` : `${shown} of ${rows.length} requirements`
  keepFilter(text.value, verdict.value, level.value)
}

/** The filter stands in the address, so that it can be sent to somebody. */
function keepFilter(text, verdict, level) {
  const query = new URLSearchParams(Object.entries({ text, verdict, level }).filter(([, value]) => value !== ''))
  const search = query.size === 0 ? '' : `?${query}`
  if (search === location.search) return
  try {
    history.replaceState(null, '', `${location.pathname}${search}${location.hash}`)
  } catch {
    // Some browsers refuse this for a page that was opened from a file; the filter works all the same.
  }
}

function readFilter() {
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (['text', 'verdict', 'level'].includes(name)) form.elements[name].value = value
  }
}

/** What a link leads to is unfolded, and no filter hides it. */
function showTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
  if (target === null) return
  if (target.hidden) {
    form.reset()
    applyFilter()
  }
  const details = target.querySelector('details')
  if (target.matches('tr') && details !== null) details.open = true
  target.scrollIntoView()
}

async function copy(button) {
  const block = button.parentElement.querySelector('pre')
  try {
    await navigator.clipboard.writeText(block.textContent)
    button.textContent = 'Copied'
  } catch {
    getSelection().selectAllChildren(block)
    button.textContent = 'Selected'
  }
  setTimeout(() => (button.textContent = 'Copy'), 2000)
}
