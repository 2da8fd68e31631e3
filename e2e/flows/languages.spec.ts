import { codeIn, tokenLinkIn } from '../support/inbox'
import { aMember, aPerson } from '../support/person'
import { expect, test } from '../support/test'
import { withAndWithoutJavaScript } from '../support/with-and-without-javascript'

const SPOKEN = {
  es: {
    browser: 'es-MX',
    direction: 'ltr',
    fields: { username: 'Nombre de usuario', email: 'Dirección de correo', password: 'Contraseña', identifier: 'Nombre de usuario o correo' },
    createAccount: 'Crear cuenta',
    takenUsername: 'Usa de 3 a 30 letras',
    subject: 'Verifica tu dirección de correo',
    why: 'Recibes este correo porque',
    code: 'Código de 6 cifras',
    verify: 'Verificar',
    logIn: 'Iniciar sesión',
    refused: 'Nombre o contraseña incorrectos',
    profile: 'Perfil',
  },
  ar: {
    browser: 'ar-EG',
    direction: 'rtl',
    fields: { username: 'اسم المستخدم', email: 'عنوان البريد الإلكتروني', password: 'كلمة المرور', identifier: 'اسم المستخدم أو البريد الإلكتروني' },
    createAccount: 'إنشاء الحساب',
    takenUsername: 'الحروف اللاتينية',
    subject: 'تأكيد عنوان بريدك الإلكتروني',
    why: 'وصلتك هذه الرسالة',
    code: 'الرمز المكوَّن من 6 أرقام',
    verify: 'تأكيد',
    logIn: 'تسجيل الدخول',
    refused: 'الاسم أو كلمة المرور غير صحيحة',
    profile: 'الملف الشخصي',
  },
} as const

for (const [language, spoken] of Object.entries(SPOKEN)) {
  withAndWithoutJavaScript(() => {
    test.describe(`a browser that asks for ${language}`, () => {
      test.use({ locale: spoken.browser })

      test('is spoken to in it, from the form to the mail', async ({ page, inbox, fillIn }) => {
        const person = aPerson()
        const { username, email, password } = spoken.fields
        await page.goto('/register')
        await expect(page.locator('html')).toHaveAttribute('lang', language)
        await expect(page.locator('html')).toHaveAttribute('dir', spoken.direction)
        // By the schema in the browser, or by the server without JavaScript: the same sentence.
        await fillIn(page, { fields: { [username]: 'no spaces', [email]: person.email, [password]: person.password }, button: spoken.createAccount })
        await expect(page.getByText(spoken.takenUsername)).toBeVisible()
        await fillIn(page, { fields: { [username]: person.username, [password]: person.password }, button: spoken.createAccount })
        await expect(page).toHaveURL('/verify-email')

        const mail = await inbox.mailTo(person.email, spoken.subject)
        expect(mail.html).toContain(`dir="${spoken.direction}" lang="${language}"`)
        expect(mail.text).toContain(spoken.why)
        expect(tokenLinkIn(mail)).toContain('/verify-email?token=')
        await fillIn(page, { fields: { [spoken.code]: codeIn(mail) }, button: spoken.verify })
        await expect(page).toHaveURL('/profile')
        await expect(page).toHaveTitle(`${spoken.profile} · Vestibule`)
        await expect(page.locator('time').first()).toHaveText(/\b20[0-9]{2}\b/)
      })

      test('is told in it why a log-in failed', async ({ page, fillIn }) => {
        const member = await aMember()
        await page.goto('/login')
        await fillIn(page, {
          fields: { [spoken.fields.identifier]: member.username, [spoken.fields.password]: 'not-the-right-one-83' },
          button: spoken.logIn,
        })
        await expect(page.getByText(spoken.refused)).toBeVisible()
      })
    })
  })
}

withAndWithoutJavaScript(() => {
  test('a language that was chosen stays, is the person’s, and comes along to another browser', async ({ page, newVisitor, fillIn, javaScriptEnabled, clientAddress, inbox }) => {
    const member = await aMember()
    await page.goto('/login')
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
    await fillIn(page, { button: 'Español' })
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Iniciar sesión')
    await expect(page.locator('html')).toHaveAttribute('lang', 'es')
    await expect(page.getByRole('button', { name: 'Español' })).toHaveAttribute('aria-pressed', 'true')

    const fields = { 'Nombre de usuario o correo': member.username, Contraseña: member.password }
    await fillIn(page, { fields, button: 'Iniciar sesión' })
    await expect(page).toHaveURL('/profile')
    await fillIn(page, { button: 'العربية' })
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
    await expect(page.getByRole('link', { name: 'الأجهزة' })).toBeVisible()

    const other = await newVisitor({ javaScriptEnabled, extraHTTPHeaders: { 'X-Forwarded-For': clientAddress } })
    await other.goto('/login')
    await fillIn(other, { fields: { 'Username or e-mail': member.username, Password: member.password }, button: 'Log in' })
    await expect(other.locator('html')).toHaveAttribute('lang', 'ar')

    // Whoever asks for it, the mail speaks the language of its reader.
    const stranger = await newVisitor({ javaScriptEnabled, extraHTTPHeaders: { 'X-Forwarded-For': clientAddress } })
    await stranger.goto('/forgot-password')
    await fillIn(stranger, { fields: { 'E-mail address': member.email }, button: 'Send reset link' })
    await inbox.mailTo(member.email, 'إعادة تعيين كلمة المرور')
  })
})

test('a language that we do not speak is answered in English, and a forged one changes nothing', async ({ newVisitor, request }) => {
  const roman = await newVisitor({ locale: 'la' })
  await roman.goto('/login')
  await expect(roman.locator('html')).toHaveAttribute('lang', 'en')
  const forged = await request.get('/login', { headers: { Cookie: 'vestibule.locale=../../package' } })
  expect(await forged.text()).toContain('<html lang="en"')
})
