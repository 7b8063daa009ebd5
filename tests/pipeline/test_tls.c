#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "pipeline/review/server.h"
#include "pipeline/review/tls.h"
#include "tests/pipeline/review.h"

static void a_made_certificate_is_for_its_address_alone(void **state)
{
	(void)state;
	struct tls *tls;
	char fingerprint[TLS_FINGERPRINT], name[TLS_NAME_MOST + 1];
	assert_int_equal(tls_make(&tls, "192.0.2.7", NULL), 0);
	assert_true(tls_names(tls, SPAN("192.0.2.7")));
	assert_false(tls_names(tls, SPAN("192.0.2.8")));
	assert_false(tls_names(tls, SPAN("evil.example")));
	assert_false(tls_names(tls, SPAN("")));
	assert_false(tls_names(tls, (struct span){"192.0.2.7\0.evil", 15}));
	assert_false(tls_first_name(name, tls));
	tls_fingerprint(fingerprint, tls);
	assert_int_equal(strlen(fingerprint), TLS_FINGERPRINT - 1);
	tls_free(tls);
	assert_int_equal(tls_make(&tls, "2001:db8::7", NULL), 0);
	assert_true(tls_names(tls, SPAN("2001:db8::7")));
	tls_free(tls);
	struct error err = ERROR_INIT;
	assert_int_equal(tls_make(&tls, "review.example", &err), ERROR_USAGE);
	assert_null(tls);
}

static void write_text(const char *path, const char *words)
{
	FILE *to = fopen(path, "w");
	assert_non_null(to);
	assert_true(fputs(words, to) >= 0);
	assert_int_equal(fclose(to), 0);
}

static void a_given_certificate_needs_its_own_key(void **state)
{
	(void)state;
	char folder[] = "/tmp/rodedraad-tls-XXXXXX", certificate[64], own[64], other[64];
	assert_non_null(mkdtemp(folder));
	(void)snprintf(certificate, sizeof certificate, "%s/certificate", folder);
	(void)snprintf(own, sizeof own, "%s/own", folder);
	(void)snprintf(other, sizeof other, "%s/other", folder);
	struct tls *one, *two, *read;
	assert_int_equal(tls_make(&one, "192.0.2.7", NULL), 0);
	assert_int_equal(tls_make(&two, "192.0.2.7", NULL), 0);
	write_text(certificate, tls_certificate(one));
	write_text(own, tls_key(one));
	write_text(other, tls_key(two));
	struct error err = ERROR_INIT;
	assert_int_equal(tls_read(&read, certificate, own, &err), 0);
	assert_true(tls_names(read, SPAN("192.0.2.7")));
	tls_free(read);
	assert_int_equal(tls_read(&read, certificate, other, &err), ERROR_USAGE);
	assert_string_equal(err.why, "this key does not belong to the certificate");
	assert_int_equal(tls_read(&read, own, own, &err), ERROR_USAGE);
	assert_true(tls_read(&read, "/nonexistent", own, &err) < 0);
	tls_free(one);
	tls_free(two);
	(void)unlink(certificate);
	(void)unlink(own);
	(void)unlink(other);
	(void)rmdir(folder);
}

static unsigned ask_at(const char *host, const char *origin)
{
	struct response response;
	struct request request = request_of("POST", "/api/undo", "{}", f.anna);
	request.host = span_from(host);
	request.origin = span_from(origin);
	routes_answer(&f.review, &request, &response);
	return response.status;
}

static void on_a_network_only_the_host_of_the_certificate_is_served(void **state)
{
	(void)state;
	struct tls *tls;
	assert_int_equal(tls_make(&tls, "2001:db8::7", NULL), 0);
	f.review.tls = tls;
	assert_int_equal(ask_at("[2001:db8::7]:7433", "https://[2001:db8::7]:7433"), 200);
	assert_int_equal(ask_at("[2001:db8::7]:7433", "http://[2001:db8::7]:7433"), 403);
	assert_int_equal(ask_at("[2001:db8::7]:7434", "https://[2001:db8::7]:7434"), 403);
	assert_int_equal(ask_at("[2001:db8::8]:7433", "https://[2001:db8::8]:7433"), 403);
	assert_int_equal(ask_at("127.0.0.1:7433", "https://127.0.0.1:7433"), 403);
	assert_int_equal(ask_at("[2001:db8::7]", "https://[2001:db8::7]"), 403);
	f.review.port = 443;
	assert_int_equal(ask_at("[2001:db8::7]", "https://[2001:db8::7]"), 200);
	tls_free(tls);
	f.review.tls = NULL;
}

static void a_network_is_refused_without_tls_or_with_every_address(void **state)
{
	(void)state;
	struct error err = ERROR_INIT;
	struct review_setup setup = {.store = f.review.store, .listen = "127.0.0.1"};
	assert_int_equal(review_serve(&setup, &err), ERROR_USAGE);
	assert_string_equal(err.why, "on a network the pages are served with TLS only");
	struct tls *tls;
	assert_int_equal(tls_make(&tls, "127.0.0.1", NULL), 0);
	setup.tls = tls;
	static const char *const every[] = {"0.0.0.0", "::", "localhost", ""};
	for (size_t i = 0; i < sizeof every / sizeof every[0]; i++) {
		setup.listen = every[i];
		err = (struct error)ERROR_INIT;
		assert_int_equal(review_serve(&setup, &err), ERROR_USAGE);
		assert_string_equal(err.why, "name one IP address of this machine to listen on");
	}
	tls_free(tls);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_made_certificate_is_for_its_address_alone),
		cmocka_unit_test(a_given_certificate_needs_its_own_key),
		cmocka_unit_test_setup_teardown(
			on_a_network_only_the_host_of_the_certificate_is_served, setup, teardown),
		cmocka_unit_test_setup_teardown(
			a_network_is_refused_without_tls_or_with_every_address, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
