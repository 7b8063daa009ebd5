#include "pipeline/review/tls.h"

#include <arpa/inet.h>
#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <nettle/memops.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "corpus/error.h"
#include "pipeline/file.h"
#include "pipeline/store/review.h"

enum {
	PEM_BYTES_MOST = 1 << 20, /* a chain of certificates is a few KB */
	SERIAL_BYTES = 16,
	DAY = 24 * 60 * 60,
};

struct tls {
	struct arena arena;
	gnutls_x509_crt_t certificate;
	gnutls_x509_privkey_t key;
	struct span certificate_pem; /* in `arena`, with a NUL behind it, like the key */
	struct span key_pem;
};

static int failed(struct error *err, int code)
{
	if (code == GNUTLS_E_MEMORY_ERROR)
		return error_memory(err);
	return error_set(err, ERROR_USAGE, "this certificate or key can't be used", "%s",
			 gnutls_strerror(code));
}

static struct tls *tls_new(struct error *err)
{
	struct tls *tls = calloc(1, sizeof *tls);
	if (!tls || gnutls_x509_crt_init(&tls->certificate) < 0 ||
	    gnutls_x509_privkey_init(&tls->key) < 0) {
		tls_free(tls);
		error_memory(err);
		return NULL;
	}
	return tls;
}

void tls_free(struct tls *tls)
{
	if (!tls)
		return;
	if (tls->certificate)
		gnutls_x509_crt_deinit(tls->certificate);
	if (tls->key)
		gnutls_x509_privkey_deinit(tls->key);
	if (tls->key_pem.len > 0)
		gnutls_memset((void *)(uintptr_t)tls->key_pem.at, 0, tls->key_pem.len);
	arena_release(&tls->arena);
	free(tls);
}

static int keep(struct span *out, struct tls *tls, const gnutls_datum_t *pem)
{
	const char *copy = arena_copy(&tls->arena, (const char *)pem->data, pem->size);
	*out = (struct span){copy, copy ? pem->size : 0};
	return copy ? 0 : GNUTLS_E_MEMORY_ERROR;
}

static int export_both(struct tls *tls)
{
	gnutls_datum_t pem;
	int code = gnutls_x509_crt_export2(tls->certificate, GNUTLS_X509_FMT_PEM, &pem);
	if (code >= 0) {
		code = keep(&tls->certificate_pem, tls, &pem);
		gnutls_free(pem.data);
	}
	if (code >= 0)
		code = gnutls_x509_privkey_export2(tls->key, GNUTLS_X509_FMT_PEM, &pem);
	if (code >= 0) {
		code = keep(&tls->key_pem, tls, &pem);
		gnutls_memset(pem.data, 0, pem.size);
		gnutls_free(pem.data);
	}
	return code;
}

static int set_address(gnutls_x509_crt_t certificate, const char *address)
{
	unsigned char bytes[sizeof(struct in6_addr)];
	unsigned size = 0;
	if (inet_pton(AF_INET, address, bytes) == 1)
		size = sizeof(struct in_addr);
	else if (inet_pton(AF_INET6, address, bytes) == 1)
		size = sizeof(struct in6_addr);
	return size == 0 ? GNUTLS_E_INVALID_REQUEST
			 : gnutls_x509_crt_set_subject_alt_name(certificate, GNUTLS_SAN_IPADDRESS,
								bytes, size, GNUTLS_FSAN_SET);
}

static int fill_in(struct tls *tls, const char *address)
{
	static const char name[] = "Rode Draad";
	unsigned char serial[SERIAL_BYTES];
	gnutls_x509_crt_t c = tls->certificate;
	const time_t now = time(NULL);
	int code = gnutls_rnd(GNUTLS_RND_NONCE, serial, sizeof serial);
	serial[0] = (unsigned char)((serial[0] & 0x7F) | 1); /* positive, and no zero in front */
	if (code >= 0)
		code = gnutls_x509_privkey_generate2(
			tls->key, GNUTLS_PK_ECDSA, GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1),
			0, NULL, 0);
	if (code >= 0)
		code = gnutls_x509_crt_set_version(c, 3);
	if (code >= 0)
		code = gnutls_x509_crt_set_serial(c, serial, sizeof serial);
	if (code >= 0)
		code = gnutls_x509_crt_set_activation_time(c, now - DAY);
	if (code >= 0)
		code = gnutls_x509_crt_set_expiration_time(c, now + LINK_DAYS * (time_t)DAY);
	if (code >= 0)
		code = gnutls_x509_crt_set_dn_by_oid(c, GNUTLS_OID_X520_COMMON_NAME, 0, name,
						     sizeof name - 1);
	if (code >= 0)
		code = set_address(c, address);
	return code;
}

static int sign(struct tls *tls)
{
	gnutls_x509_crt_t c = tls->certificate;
	int code = gnutls_x509_crt_set_key(c, tls->key);
	if (code >= 0)
		code = gnutls_x509_crt_set_basic_constraints(c, 0, -1);
	if (code >= 0)
		code = gnutls_x509_crt_set_key_usage(c, GNUTLS_KEY_DIGITAL_SIGNATURE);
	if (code >= 0)
		code = gnutls_x509_crt_set_key_purpose_oid(c, GNUTLS_KP_TLS_WWW_SERVER, 0);
	return code < 0 ? code : gnutls_x509_crt_sign2(c, c, tls->key, GNUTLS_DIG_SHA256, 0);
}

static gnutls_datum_t datum(struct span text)
{
	return (gnutls_datum_t){(unsigned char *)(uintptr_t)text.at, (unsigned)text.len};
}

/* What was written down is read again: only then are the names in it found. */
static int reread(struct tls *tls)
{
	const gnutls_datum_t pem = datum(tls->certificate_pem);
	gnutls_x509_crt_deinit(tls->certificate);
	tls->certificate = NULL;
	const int code = gnutls_x509_crt_init(&tls->certificate);
	return code < 0 ? code
			: gnutls_x509_crt_import(tls->certificate, &pem, GNUTLS_X509_FMT_PEM);
}

int tls_make(struct tls **out, const char *address, struct error *err)
{
	*out = NULL;
	struct tls *tls = tls_new(err);
	if (!tls)
		return ERROR_MEMORY;
	int code = fill_in(tls, address);
	if (code >= 0)
		code = sign(tls);
	if (code >= 0)
		code = export_both(tls);
	if (code >= 0)
		code = reread(tls);
	if (code < 0) {
		tls_free(tls);
		return failed(err, code);
	}
	*out = tls;
	return 0;
}

static bool belong_together(const struct tls *tls)
{
	unsigned char of_certificate[32], of_key[32];
	size_t one = sizeof of_certificate, other = sizeof of_key;
	return gnutls_x509_crt_get_key_id(tls->certificate, GNUTLS_KEYID_USE_SHA256, of_certificate,
					  &one) >= 0 &&
	       gnutls_x509_privkey_get_key_id(tls->key, GNUTLS_KEYID_USE_SHA256, of_key, &other) >=
		       0 &&
	       one == other && memeql_sec(of_certificate, of_key, one);
}

static int check(const struct tls *tls, const char *path, struct error *err)
{
	const time_t now = time(NULL);
	const char *why = NULL;
	if (!belong_together(tls))
		why = "this key does not belong to the certificate";
	else if (gnutls_x509_crt_get_expiration_time(tls->certificate) < now ||
		 gnutls_x509_crt_get_activation_time(tls->certificate) > now)
		why = "this certificate is not valid now";
	if (!why)
		return 0;
	error_set(err, ERROR_USAGE, why, "%s", "");
	error_at(err, path, 0, 0);
	return ERROR_USAGE;
}

int tls_read(struct tls **out, const char *certificate, const char *key, struct error *err)
{
	*out = NULL;
	struct tls *tls = tls_new(err);
	if (!tls)
		return ERROR_MEMORY;
	int status =
		file_read(&tls->certificate_pem, certificate, PEM_BYTES_MOST, &tls->arena, err);
	if (status == 0)
		status = file_read(&tls->key_pem, key, PEM_BYTES_MOST, &tls->arena, err);
	if (status == 0) {
		const gnutls_datum_t one = datum(tls->certificate_pem);
		const gnutls_datum_t other = datum(tls->key_pem);
		int code = gnutls_x509_crt_import(tls->certificate, &one, GNUTLS_X509_FMT_PEM);
		if (code >= 0)
			code = gnutls_x509_privkey_import2(tls->key, &other, GNUTLS_X509_FMT_PEM,
							   NULL, 0);
		status = code < 0 ? failed(err, code) : check(tls, certificate, err);
	}
	if (status < 0) {
		tls_free(tls);
		return status;
	}
	*out = tls;
	return 0;
}

const char *tls_certificate(const struct tls *tls)
{
	return tls->certificate_pem.at;
}

const char *tls_key(const struct tls *tls)
{
	return tls->key_pem.at;
}

void tls_fingerprint(char out[static TLS_FINGERPRINT], const struct tls *tls)
{
	unsigned char digest[32];
	size_t size = sizeof digest;
	out[0] = '\0';
	if (gnutls_x509_crt_get_fingerprint(tls->certificate, GNUTLS_DIG_SHA256, digest, &size) < 0)
		return;
	for (size_t i = 0; i < size; i++)
		(void)snprintf(out + 3 * i, 4, "%02X%s", digest[i], i + 1 < size ? ":" : "");
}

bool tls_names(const struct tls *tls, struct span host)
{
	char name[TLS_NAME_MOST + 1];
	if (host.len == 0 || host.len > TLS_NAME_MOST || memchr(host.at, '\0', host.len))
		return false;
	memcpy(name, host.at, host.len);
	name[host.len] = '\0';
	return gnutls_x509_crt_check_hostname(tls->certificate, name) != 0;
}

bool tls_first_name(char out[static TLS_NAME_MOST + 1], const struct tls *tls)
{
	for (unsigned i = 0;; i++) {
		size_t size = TLS_NAME_MOST;
		const int type =
			gnutls_x509_crt_get_subject_alt_name(tls->certificate, i, out, &size, NULL);
		if (type == GNUTLS_E_REQUESTED_DATA_NOT_AVAILABLE)
			return false;
		if (type != GNUTLS_SAN_DNSNAME || size > TLS_NAME_MOST)
			continue;
		out[size] = '\0';
		if (!strchr(out, '*'))
			return true;
	}
}
