/** What a chosen picture needs on its way to the server: loaded once there is one. */
export { cropPicture } from './crop-picture'
export { uploadPicture } from './upload-picture'
