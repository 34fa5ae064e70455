import type { VNode } from 'preact'
import { Dialog } from '../parts/dialog.tsx'
import { areKeysOn, isHelpOpen, shortcuts, switchKeys } from './shortcuts.ts'

/** The keys, and how to turn them off. */
export function Help(): VNode {
  return (
    <Dialog title="Keys" onClose={() => (isHelpOpen.value = false)}>
      <table class="keys">
        <thead>
          <tr>
            <th scope="col">Key</th>
            <th scope="col">What it does</th>
          </tr>
        </thead>
        <tbody>
          {shortcuts.map(({ key, does }) => (
            <tr key={key}>
              <td>
                <kbd>{key}</kbd>
              </td>
              <td>{does}</td>
            </tr>
          ))}
          <tr>
            <td>
              <kbd>↑</kbd> <kbd>↓</kbd> <kbd>Home</kbd> <kbd>End</kbd>
            </td>
            <td>Walk through a list</td>
          </tr>
        </tbody>
      </table>
      <label class="check">
        <input type="checkbox" checked={areKeysOn.value} onChange={({ currentTarget }) => switchKeys(currentTarget.checked)} />
        Single keys do this (Escape always does)
      </label>
    </Dialog>
  )
}
