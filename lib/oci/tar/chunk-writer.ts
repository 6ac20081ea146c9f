import { BLOCK } from './header';

/** Collects an archive in buffers of one size, a multiple of a block; the last may be shorter. */
export class ChunkWriter {
  #chunk: Buffer;
  #at = 0;
  #full: Buffer[] = [];
  /** Bytes written so far. */
  sizeBytes = 0;

  constructor(private readonly chunkBytes: number) {
    this.#chunk = Buffer.alloc(chunkBytes);
  }

  /** One block of zeros, changed by `fill`: blocks never straddle buffers. */
  block(fill?: (target: Buffer, offset: number) => void): void {
    fill?.(this.#chunk, this.#at);
    this.#advance(BLOCK);
  }

  /** Memory for content that comes after one more block: what is read to there is not copied. */
  roomAfterBlock(): Buffer {
    return this.#chunk.subarray(this.#at + BLOCK);
  }

  /** Content, padded with zeros to whole blocks. It may be in place already. */
  content(content: Uint8Array | string, sizeBytes: number): void {
    if (typeof content === 'string') this.#text(content, sizeBytes);
    else this.#bytes(content);
    this.#advance(-sizeBytes & (BLOCK - 1));
  }

  /** Buffers that are full, each once. */
  takeFull(): readonly Buffer[] {
    const full = this.#full;
    if (full.length > 0) this.#full = [];
    return full;
  }

  /** What is left, after the last block. */
  takeRest(): Buffer {
    return this.#chunk.subarray(0, this.#at);
  }

  #text(text: string, sizeBytes: number): void {
    if (this.#at + sizeBytes > this.chunkBytes) return this.#bytes(Buffer.from(text));
    this.#chunk.write(text, this.#at);
    this.#advance(sizeBytes);
  }

  #bytes(bytes: Uint8Array): void {
    if (this.#at + bytes.length <= this.chunkBytes) {
      if (!this.#isInPlace(bytes)) this.#chunk.set(bytes, this.#at);
      return this.#advance(bytes.length);
    }
    for (let done = 0; done < bytes.length;) {
      const part = bytes.subarray(done, done + this.chunkBytes - this.#at);
      this.#chunk.set(part, this.#at);
      this.#advance(part.length);
      done += part.length;
    }
  }

  #isInPlace({ buffer, byteOffset }: Uint8Array): boolean {
    return buffer === this.#chunk.buffer && byteOffset === this.#chunk.byteOffset + this.#at;
  }

  #advance(sizeBytes: number): void {
    this.#at += sizeBytes;
    this.sizeBytes += sizeBytes;
    if (this.#at < this.chunkBytes) return;
    this.#full.push(this.#chunk);
    this.#chunk = Buffer.alloc(this.chunkBytes);
    this.#at = 0;
  }
}
