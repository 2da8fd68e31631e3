const WORDS = {
  title: 'Picture',
  hint: 'Choose one, drop it here, or paste it. You cut it out in the next step.',
  plainHint: 'JPEG, PNG, WebP, GIF or AVIF, at most 5 MB. Its middle is cut out.',
  file: 'Picture file',
  choose: 'Choose a picture',
  chooseOther: 'Choose another picture',
  upload: 'Upload',
  remove: 'Remove picture',
  part: 'The part that is shown',
  partHint: 'Drag the picture, or move it by the arrow keys.',
  zoom: 'Zoom',
  use: 'Use this picture',
  cancel: 'Cancel',
  progress: 'Uploading the picture',
  saved: 'Your new picture is saved.',
  removed: 'Your picture is removed.',
} as const

/** What is said about a person's picture. */
export function pictureWords(key: keyof typeof WORDS): string {
  return WORDS[key]
}
