/** Reads the texts of all QR codes in a picture; an empty list where there is none. */
export type CodeReader = (picture: ImageData) => Promise<string[]>;
