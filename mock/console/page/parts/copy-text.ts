/**
 * Puts a text into the clipboard. A page that came over plain HTTP from another machine has no `navigator.clipboard`; there the
 * browser's own command does it, on a field that is there for as long as that takes.
 */
export async function copyText(text: string): Promise<void> {
  const clipboard = navigator.clipboard as Clipboard | undefined
  const isWritten = await clipboard?.writeText(text).then(
    () => true,
    () => false,
  )
  if (isWritten !== true && !isCopied(text)) throw new Error('The browser does not let this page copy. Mark the text and copy it yourself.')
}

function isCopied(text: string): boolean {
  const before = document.activeElement
  const field = document.createElement('textarea')
  field.className = 'unseen'
  field.value = text
  document.body.append(field)
  field.select()
  const isDone = document.execCommand('copy')
  field.remove()
  if (before instanceof HTMLElement) before.focus()
  return isDone
}
