/*
 * tls.h - the certificate under which the review pages are served on a network:
 * one that was given, or one made for this run alone, whose key is never written
 * down. The names in it say which hosts a request may ask for.
 */
#ifndef PIPELINE_REVIEW_TLS_H
#define PIPELINE_REVIEW_TLS_H

#include <stdbool.h>

#include "corpus/arena.h"
#include "corpus/text.h"

struct error;
struct tls;

enum {
	TLS_FINGERPRINT = 32 * 3, /* SHA-256 as AB:CD:…, and a NUL */
	TLS_NAME_MOST = 255,      /* bytes of a host's name */
};

/* Makes a certificate for that IP address, signed by itself, good for as long as a link is. */
int tls_make(struct tls **out, const char *address, struct error *err);
/* Takes a certificate (with its chain) and its key, PEM. ERROR_USAGE when they can't be read, don't
 * belong together, or the certificate is not valid now. */
int tls_read(struct tls **out, const char *certificate, const char *key, struct error *err);
/* NULL is no error. The key is wiped. */
void tls_free(struct tls *tls);

/* PEM, for the server; live as long as `tls`. */
const char *tls_certificate(const struct tls *tls);
const char *tls_key(const struct tls *tls);
void tls_fingerprint(char out[static TLS_FINGERPRINT], const struct tls *tls);
/* Whether the certificate is for that host: a name, or an IP address without brackets. */
bool tls_names(const struct tls *tls, struct span host);
/* The first name in it that is no wildcard; false if there is none. */
bool tls_first_name(char out[static TLS_NAME_MOST + 1], const struct tls *tls);

#endif
