import type { Page } from '@playwright/test'
import { awake } from '../support/awake'
import { codeIn, tokenLinkIn } from '../support/inbox'
import { logIn } from '../support/log-in'
import { aMember, aPerson } from '../support/person'
import { expect, test } from '../support/test'
import { withAndWithoutJavaScript } from '../support/with-and-without-javascript'

const SPOKEN = {
  es: {
    browser: 'es-MX',
    direction: 'ltr',
    fields: {
      username: 'Nombre de usuario',
      email: 'Dirección de correo',
      password: 'Contraseña',
      identifier: 'Nombre de usuario o correo',
    },
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
    fields: {
      username: 'اسم المستخدم',
      email: 'عنوان البريد الإلكتروني',
      password: 'كلمة المرور',
      identifier: 'اسم المستخدم أو البريد الإلكتروني',
    },
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
    // The catalogues are compared in lib/i18n. What differs in a browser is the direction.
    test.describe(`a browser that asks for ${language}`, { tag: language === 'ar' ? [] : ['@long'] }, () => {
      test.use({ locale: spoken.browser })

      test('is spoken to in it, from the form to the email', async ({ page, inbox, fillIn }) => {
        const person = aPerson()
        const { username, email, password } = spoken.fields
        await page.goto('/register')
        await expect(page.locator('html')).toHaveAttribute('lang', language)
        await expect(page.locator('html')).toHaveAttribute('dir', spoken.direction)
        // By the schema in the browser, or by the server without JavaScript: the same sentence.
        await fillIn(page, {
          fields: { [username]: 'no spaces', [email]: person.email, [password]: person.password },
          button: spoken.createAccount,
        })
        await expect(page.getByText(spoken.takenUsername)).toBeVisible()
        await fillIn(page, {
          fields: { [username]: person.username, [password]: person.password },
          button: spoken.createAccount,
        })
        await expect(page).toHaveURL('/verify-email')
        // Digits stand apart, whichever way the page runs.
        await expect(page.getByLabel(spoken.code)).not.toHaveCSS('letter-spacing', 'normal')

        const mail = await inbox.mailTo(person.email, spoken.subject)
        expect(mail.html).toContain(`dir="${spoken.direction}" lang="${language}"`)
        expect(mail.text).toContain(spoken.why)
        expect(tokenLinkIn(mail)).toContain('/verify-email?token=')
        await fillIn(page, { fields: { [spoken.code]: codeIn(mail) }, button: spoken.verify })
        await expect(page).toHaveURL('/profile')
        await expect(page).toHaveTitle(`${spoken.profile} · Vestibule`)
        await expect(page.locator('time').first()).toHaveText(/\b20[0-9]{2}\b/)
      })

      test('reads in it why a login failed', async ({ page, fillIn }) => {
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
  test('a language that was chosen stays, is the person’s, and comes along to another browser', async ({
    page,
    newVisitor,
    fillIn,
    javaScriptEnabled,
    clientIp,
    inbox,
  }) => {
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

    const other = await newVisitor({ javaScriptEnabled, extraHTTPHeaders: { 'X-Forwarded-For': clientIp } })
    await other.goto('/login')
    await fillIn(other, {
      fields: { 'Username or email': member.username, Password: member.password },
      button: 'Log in',
    })
    await expect(other.locator('html')).toHaveAttribute('lang', 'ar')

    // No matter who requests it, the email is in its reader's language.
    const stranger = await newVisitor({ javaScriptEnabled, extraHTTPHeaders: { 'X-Forwarded-For': clientIp } })
    await stranger.goto('/forgot-password')
    await fillIn(stranger, { fields: { 'Email address': member.email }, button: 'Send reset link' })
    await inbox.mailTo(member.email, 'إعادة تعيين كلمة المرور')
  })
})

test('a language that is chosen in one tab is spoken in the others, and nothing that was typed there is lost', async ({
  page,
  context,
}) => {
  await page.goto('/login')
  await awake(page)
  await page.getByLabel('Username or email').fill('ada')
  const other = await context.newPage()
  await other.goto('/register')
  await awake(other)
  await other.getByRole('button', { name: 'العربية' }).click()
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
  await expect(page.locator('[name=identifier]')).toHaveValue('ada')
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Log in')
})

test('a language that we do not speak is answered in English, and a forged one changes nothing', async ({
  newVisitor,
  request,
}) => {
  const roman = await newVisitor({ locale: 'la' })
  await roman.goto('/login')
  await expect(roman.locator('html')).toHaveAttribute('lang', 'en')
  const forged = await request.get('/login', { headers: { Cookie: 'vestibule.locale=../../package' } })
  expect(await forged.text()).toContain('<html lang="en"')
})

test('what is written in letters of another direction keeps its order, and begins where the lines of the page begin', async ({
  page,
}) => {
  const lines = { name: 'Ada (Countess) L.', location: 'London, U.K.', bio: 'Wrote the first program (1843).' }
  const member = await aMember({ ...lines, bio: `عالمة رياضيات.\n${lines.bio}`, locale: 'ar' })
  await logIn(page.request, member)
  await page.goto('/profile')
  await expect(page.getByRole('heading', { level: 1, name: lines.name })).toHaveCSS('letter-spacing', 'normal')
  for (const line of Object.values(lines)) {
    const places = await placesOf(page, line)
    expect(places, line).toEqual(places.toSorted((one, other) => one - other))
  }
  await expect(page.getByText(lines.bio)).toHaveCSS('text-align', 'right')

  await page.goto('/profile/edit')
  for (const name of Object.keys(lines)) {
    await expect(page.locator(`[name=${name}]`)).toHaveCSS('unicode-bidi', 'plaintext')
    await expect(page.locator(`[name=${name}]`)).toHaveCSS('text-align', 'right')
  }
  // One that is shown would say its last signs first.
  await page.goto('/change-password')
  await expect(page.locator('[name=old_password]')).toHaveCSS('direction', 'ltr')
})

/** How far from the left each sign of a text is drawn. */
function placesOf(page: Page, text: string): Promise<number[]> {
  return page
    .getByRole('main')
    .getByText(text)
    .evaluate((element, sought) => {
      const [node] = element.childNodes
      const start = element.textContent.indexOf(sought)
      return Array.from(sought, (_, index) => {
        const sign = document.createRange()
        if (node) sign.setStart(node, start + index)
        if (node) sign.setEnd(node, start + index + 1)
        return sign.getBoundingClientRect().left
      })
    }, text)
}
