import fc from 'fast-check'

// A push is judged by what it changed, not by the luck of a draw: CI draws the same inputs every time. Elsewhere every run
// draws anew, and a failure prints its seed.
if (process.env['CI'] !== undefined) fc.configureGlobal({ seed: 20_260 })
