import { addressProofMail } from './address-proof-mail'

export const verifyAddressMail = addressProofMail({
  paragraphs: ({ username }) => [
    `The account “${username}” uses this address.`,
    'Please show that it is yours: enter this code on the site.',
  ],
  ifNotYou: [
    'Do nothing: somebody may have mistyped their address.',
    'Without this code or link it is not taken for yours.',
  ],
  why: 'You get this mail because an account was made with your address, which is not verified yet.',
})
