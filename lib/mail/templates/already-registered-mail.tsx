import { MailLayout } from './mail-layout'
import type { MailTemplate } from './mail-template'

export const alreadyRegisteredMail: MailTemplate<'already-registered'> = (message, language) => {
  const { t } = language
  return (
    <MailLayout
      kind={message.kind}
      language={language}
      paragraphs={[t('mails.already-registered.tried'), t('mails.already-registered.logInWith')]}
      action={{ url: message.loginUrl }}
      otherAction={{ label: t('mails.already-registered.forgotPassword'), url: message.resetUrl }}
    />
  )
}
