// Prints the last line of a CI run: `N passed, N failed`. A step that failed without any test failing (installation,
// lint, the demo) counts as one.
import { readFileSync } from 'node:fs'

const [results = '', status = '0'] = process.argv.slice(2)
const { passed, failed } = countsIn(results)
console.log(`${passed} passed, ${status === '0' ? failed : Math.max(failed, 1)} failed`)

function countsIn(file) {
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(file, 'utf8'))
    // A file that could not be loaded has failed without a test to its name.
    const unloaded = testResults.filter(({ status: outcome, assertionResults }) => outcome === 'failed' && assertionResults.length === 0)
    return { passed: numPassedTests, failed: numFailedTests + unloaded.length }
  } catch {
    return { passed: 0, failed: 0 }
  }
}
