import { render } from 'preact'
import { App } from './app.tsx'
import { startTicking } from './session/ticking.ts'
import { followAddress } from './session/current.ts'

const root = document.querySelector('#console')
if (root !== null) {
  followAddress()
  startTicking()
  render(<App />, root)
}
