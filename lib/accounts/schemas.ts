import { z } from 'zod'
import { bio, code, email, location, name, password, phone, token, username, website } from '@/lib/fields/schemas'

export const registerSchema = z.object({
  username: username.optional(),
  email,
  name: name.optional(),
  password,
})

/** The page asks for the username; programs may leave it out and get one. */
export const registerFormSchema = registerSchema.required({ username: true })

/** In the browser that registered: the code alone. `username` only when the first choice was taken meanwhile. */
export const verifyByCodeFormSchema = z.object({ code, username: username.optional() })

/** From the mailed link: the password too, when this is not the browser that registered. */
export const verifyByLinkFormSchema = z.object({ token, password: password.optional(), username: username.optional() })

export const voidClaimFormSchema = z.object({ token })

/** Without an address the browser's own claim is meant. */
export const resendVerificationFormSchema = z.object({ email: email.optional() })

export const updateProfileSchema = z.object({ username, name, bio, location, website, phone }).partial()

export const createAdminSchema = z.object({ username, email, name: name.optional(), password })

export const changeAddressSchema = z.object({ new_email: email, password })
export const confirmAddressFormSchema = z.object({ token, password: password.optional() })
export const undoAddressFormSchema = z.object({ token })
export const deleteAccountSchema = z.object({ password })
