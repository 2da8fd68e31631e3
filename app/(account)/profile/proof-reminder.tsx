import { ResendForm } from '@/app/(auth)/verify-email/resend-form'
import { TextLink } from '@/components/ui/text-link'

/** For an account that works already though its address is not proven yet. */
export function ProofReminder({ email }: { email: string }) {
  return (
    <section aria-labelledby="proof" className="flex flex-col gap-4 rounded-card bg-warning-soft p-5">
      <div>
        <h2 id="proof" className="font-semibold text-warning">
          Confirm your e-mail address
        </h2>
        <p className="mt-1 text-sm wrap-anywhere">
          We do not know yet that {email} is yours. Until then a forgotten password is hard to replace.
        </p>
      </div>
      <ResendForm />
      <p className="text-sm">
        Have the mail? <TextLink href="/verify-email">Enter its code</TextLink>
      </p>
    </section>
  )
}
