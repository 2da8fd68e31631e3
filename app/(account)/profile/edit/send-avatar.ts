/** What a chosen picture needs on its way to the server: loaded once there is one. */
export { cropAvatar } from './crop-avatar'
export { uploadAvatar } from './upload-avatar'
