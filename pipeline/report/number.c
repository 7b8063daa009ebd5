#include "pipeline/report/number.h"

#include <string.h>

#include "pipeline/messages.h"

struct span number_text(char out[static REAL_TEXT], double value, int decimals)
{
	const size_t len = real_text(out, value, decimals);
	char *point = memchr(out, '.', len);
	if (point && message_language()[0] == 'n')
		*point = ',';
	return (struct span){out, len};
}
