import { expect, test } from 'vitest'
import { databaseFile } from './database-file'

test.each([
  ['file:./data/vestibule.db', './data/vestibule.db'],
  ['file:/srv/vestibule.db', '/srv/vestibule.db'],
  ['file:///srv/vestibule.db', '/srv/vestibule.db'],
  ['file://localhost/srv/vestibule.db', '/srv/vestibule.db'],
  ['file:./our data/100%25.db', './our data/100%.db'],
])('%s is the file %s', (url, file) => expect(databaseFile(url)).toBe(file))
