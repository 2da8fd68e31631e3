import { addressProofMail } from './address-proof-mail'

export const verificationMail = addressProofMail({
  paragraphs: ({ username }) => [
    `Somebody asked for an account with this address and the username “${username}”.`,
    'If that was you, enter this code where you registered:',
  ],
  ifNotYou: [
    'Do nothing: without this code or link there is no account.',
    'Or open the link and press “This was not me” to delete the request.',
  ],
  why: 'You get this mail because somebody entered your address to register.',
})
