/** Bytes of r and of s on P-256. */
const half = 32;

const integerTag = 0x02;
const sequenceTag = 0x30;

/**
 * r and s side by side (IEEE P1363, as Key Vault and JWS have them) to DER (`Ecdsa-Sig-Value`, RFC 3279 §2.2.3, as
 * DSSE and openssl have them); undefined when it is not 64 bytes.
 */
export function findDerSignature(raw: Uint8Array): Uint8Array | undefined {
  if (raw.length !== 2 * half) return undefined;
  const body = Buffer.concat([encodeInteger(raw.subarray(0, half)), encodeInteger(raw.subarray(half))]);
  // Two integers of at most 33 bytes: the length always fits in one byte.
  return Buffer.concat([Buffer.from([sequenceTag, body.length]), body]);
}

/** DER to r and s side by side; undefined for anything but the one DER encoding of a P-256 signature. */
export function findRawSignature(der: Uint8Array): Uint8Array | undefined {
  if (der[0] !== sequenceTag || der[1] !== der.length - 2) return undefined;
  const r = readInteger(der, 2);
  const s = r === undefined ? undefined : readInteger(der, r.end);
  if (r === undefined || s === undefined || s.end !== der.length) return undefined;
  const raw = Buffer.concat([pad(r.bytes), pad(s.bytes)]);
  const again = findDerSignature(raw);
  return again !== undefined && Buffer.compare(again, der) === 0 ? raw : undefined;
}

// X.690 §8.3: the shortest two's complement, so a leading zero only before a set sign bit.
function encodeInteger(value: Uint8Array): Uint8Array {
  const first = value.findIndex((byte) => byte !== 0);
  const digits = first < 0 ? value.subarray(half - 1) : value.subarray(first);
  const sign = (digits[0] ?? 0) >= 0x80 ? [0] : [];
  return Buffer.from([integerTag, sign.length + digits.length, ...sign, ...digits]);
}

function readInteger(
  der: Uint8Array,
  start: number,
): { readonly bytes: Uint8Array; readonly end: number } | undefined {
  const length = der[start + 1] ?? 0;
  const end = start + 2 + length;
  if (der[start] !== integerTag || length === 0 || length > half + 1 || end > der.length) return undefined;
  const bytes = der.subarray(start + 2, end);
  if (length <= half) return { bytes, end };
  return bytes[0] === 0 ? { bytes: bytes.subarray(1), end } : undefined;
}

function pad(bytes: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.alloc(half - bytes.length), bytes]);
}
