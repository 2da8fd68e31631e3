import { transaction } from '@/lib/db/transaction'
import { LOCALES } from '@/lib/i18n/locales'
import { enqueueMail } from '@/lib/mail/enqueue-mail'
import { caughtMail } from '../support/api-mails'
import { exampleMails } from '../../lib/testing/example-mails'
import { aContext } from '../../lib/testing/operation-fixtures'
import { test } from '../support/screens-test'
import { showPlainText } from '../support/show-plain-text'

for (const language of LOCALES) {
  test.describe(language, () => {
    test.use({ language })

    test('G Emails', async ({ page, shoot, newcomer }) => {
      const { username, email } = newcomer()
      for (const message of exampleMails(username)) {
        const to = `${message.kind}-${email}`
        await transaction((tx) => enqueueMail(tx, { to, message }, { ...aContext(), locale: language }))
        const { html, text } = await caughtMail(to, /./)
        await page.setContent(html)
        await shoot(page, message.kind)
        await showPlainText(page, text)
        await shoot(page, `${message.kind} as plain text`)
      }
    })
  })
}
