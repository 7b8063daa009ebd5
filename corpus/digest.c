#include "corpus/digest.h"

void digest_init(struct digest *digest)
{
	sha256_init(&digest->context);
}

void digest_add(struct digest *digest, struct span bytes)
{
	if (bytes.len > 0)
		sha256_update(&digest->context, bytes.len, (const uint8_t *)bytes.at);
}

void digest_add_number(struct digest *digest, uint64_t number)
{
	uint8_t bytes[8];
	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (uint8_t)(number >> (8 * i));
	sha256_update(&digest->context, sizeof bytes, bytes);
}

void digest_add_field(struct digest *digest, struct span field)
{
	digest_add_number(digest, field.len);
	digest_add(digest, field);
}

void digest_end(struct digest *digest, char out[static DIGEST_TEXT])
{
	static const char hex[] = "0123456789abcdef";
	uint8_t bytes[SHA256_DIGEST_SIZE];
	sha256_digest(&digest->context, sizeof bytes, bytes);
	for (size_t i = 0; i < sizeof bytes; i++) {
		out[2 * i] = hex[bytes[i] >> 4];
		out[2 * i + 1] = hex[bytes[i] & 15];
	}
	out[2 * sizeof bytes] = '\0';
}

void digest_of(char out[static DIGEST_TEXT], struct span bytes)
{
	struct digest digest;
	digest_init(&digest);
	digest_add(&digest, bytes);
	digest_end(&digest, out);
}
