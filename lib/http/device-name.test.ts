import { expect, test } from 'vitest'
import { englishDevices } from '@/lib/i18n/english-devices'
import { deviceName } from './device-name'

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
    'Chrome on Windows',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0',
    'Edge on Windows',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15',
    'Safari on macOS',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0 Mobile/15E148 Safari/604.1',
    'Chrome on iPhone',
  ],
  [
    'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
    'Chrome on Android',
  ],
  ['curl/8.5.0', 'curl'],
  ['python-requests/2.32.3', 'Python'],
  ['Python-urllib/3.13', 'Python'],
  ['node', 'Node.js'],
  ['axios/1.7.9', 'Node.js'],
  ['okhttp/4.12.0', 'Java'],
  ['MyProgram/1.0', 'an unknown device'],
  ['', 'an unknown device'],
])('a device is named by browser and system: %s', (userAgent, name) =>
  expect(deviceName(userAgent, englishDevices)).toBe(name),
)

test('a device name never repeats the header, so that nobody writes links into our emails (S58)', () => {
  expect(deviceName('Firefox/1 go to https://evil.example now', englishDevices)).toBe('Firefox')
})
