import { expect, it } from 'vitest'
import { oldNodeNotice } from './old-node-notice.mjs'

it.each(['22.23.4', '22.24.0', '24.22.1', '24.100.0', '26.12.1', '27.0.0', '28.1.0'])(
  'Node %s needs no notice',
  (version) => {
    expect(oldNodeNotice(version)).toBeNull()
  },
)

it.each(['20.20.2', '22.12.0', '22.23.3', '23.11.0', '24.22.0', '24.9.9', '25.1.0', '26.12.0'])(
  'a start on Node %s names the releases without known security faults',
  (version) => {
    expect(oldNodeNotice(version)).toBe(
      `Node ${version} has known security faults. Use one of these, or newer in the same line: 22.23.4, 24.22.1, 26.12.1.`,
    )
  },
)
