/* The numbers of identifier.h, each by its own form and check. */
#include <string.h>

#include "lexicons/name_class.h"
#include "stages/identifier.h"

enum {
	BANK_LEAST = 15, /* the shortest IBAN there is, Norway's */
	BANK_MOST = 34,
	CITIZEN_DIGITS = 9,
	PHONE_DIGITS = 10, /* of a Dutch number with its 0 */
	PHONE_ABROAD_LEAST = 8,
	PHONE_ABROAD_MOST = 15, /* E.164 */
	MONTH_BYTES_MOST = 12,
	YEAR_LEAST = 1890,
	YEAR_MOST = 2100,
};

static char at_byte(struct span text, size_t at)
{
	return at < text.len ? text.at[at] : '\0';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* A letter, a digit, or a byte of a letter with an accent. */
static bool is_word(char c)
{
	return is_digit(c) || is_upper(c) || (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

/* ISO 7064 MOD 97-10 over the letters and digits, the first four at the end. */
static bool is_account(const char *sign, size_t count)
{
	unsigned rest = 0;
	for (size_t i = 0; i < count; i++) {
		const char c = sign[(i + 4) % count];
		rest = is_digit(c) ? (rest * 10 + (unsigned)(c - '0')) % 97
				   : (rest * 100 + (unsigned)(c - 'A') + 10) % 97;
	}
	return rest == 1;
}

size_t identifier_bank(struct span text, size_t at)
{
	char sign[BANK_MOST];
	size_t count = 0, best = 0;
	if (!is_upper(at_byte(text, at)) || !is_upper(at_byte(text, at + 1)) ||
	    !is_digit(at_byte(text, at + 2)))
		return 0;
	const bool dutch = text.at[at] == 'N' && text.at[at + 1] == 'L';
	for (size_t i = at; count < BANK_MOST; i++) {
		const char c = at_byte(text, i);
		if (is_digit(c) || is_upper(c))
			sign[count++] = c;
		else if (c != ' ' || i == at || text.at[i - 1] == ' ')
			break;
		if (count >= BANK_LEAST && !is_word(at_byte(text, i + 1)) &&
		    (!dutch || count == 18) && is_account(sign, count))
			best = i + 1 - at;
	}
	return best;
}

size_t identifier_citizen(struct span text, size_t at)
{
	int sum = 0;
	bool zeros = true; /* which pass the test and are nobody's */
	size_t digits = 0, i = at;
	for (; digits < CITIZEN_DIGITS; i++) {
		const char c = at_byte(text, i);
		if (is_digit(c)) {
			const int weight = digits == 8 ? -1 : 9 - (int)digits;
			sum += weight * (c - '0');
			zeros = zeros && c == '0';
			digits++;
		} else if ((c != '.' && c != ' ') || (digits != 4 && digits != 6 && digits != 3) ||
			   !is_digit(at_byte(text, i + 1))) {
			return 0;
		}
	}
	return !zeros && sum % 11 == 0 && !is_word(at_byte(text, i)) ? i - at : 0;
}

/* Digits with spaces, hyphens, points and brackets between; the length of the longest run that has
 * from `least` to `most` of them. */
static size_t grouped(struct span text, size_t at, size_t least, size_t most)
{
	size_t digits = 0, gap = 0;
	for (size_t i = at; i < text.len; i++) {
		const char c = text.at[i];
		if (is_digit(c)) {
			gap = 0;
			digits++;
			if (digits >= least && !is_word(at_byte(text, i + 1)) &&
			    !(at_byte(text, i + 1) == '-' && is_digit(at_byte(text, i + 2)) &&
			      digits < most))
				return digits <= most ? i + 1 - at : 0;
		} else if (!strchr(" -.()/", c) || ++gap > 3) {
			return 0;
		}
	}
	return 0;
}

size_t identifier_phone(struct span text, size_t at)
{
	const char c = at_byte(text, at);
	const size_t open = c == '(';
	if (c == '+')
		return grouped(text, at + 1, PHONE_ABROAD_LEAST + 2, PHONE_ABROAD_MOST) > 0
			       ? 1 + grouped(text, at + 1, PHONE_ABROAD_LEAST + 2,
					     PHONE_ABROAD_MOST)
			       : 0;
	if (at_byte(text, at + open) != '0')
		return 0;
	if (open == 0 && at_byte(text, at + 1) == '0')
		return grouped(text, at, PHONE_DIGITS + 2, PHONE_ABROAD_MOST);
	/* 0800 and 0900 belong to firms. */
	if (open == 0 && (span_starts((struct span){text.at + at, text.len - at}, SPAN("0800")) ||
			  span_starts((struct span){text.at + at, text.len - at}, SPAN("0900"))))
		return 0;
	return grouped(text, at, PHONE_DIGITS, PHONE_DIGITS);
}

size_t identifier_plate(struct span text, size_t at)
{
	static const char *const sizes[] = {"222", "231", "132", "321", "123"};
	char size[4] = "";
	bool letters = false, digits = false;
	size_t i = at;
	for (int group = 0; group < 3; group++) {
		const size_t from = i;
		const bool digit = is_digit(at_byte(text, i));
		while (digit ? is_digit(at_byte(text, i)) : is_upper(at_byte(text, i)))
			i++;
		if (i == from || i - from > 3 || (group < 2 && at_byte(text, i) != '-'))
			return 0;
		letters = letters || !digit;
		digits = digits || digit;
		size[group] = (char)('0' + (i - from));
		i += group < 2;
	}
	if (!letters || !digits || is_word(at_byte(text, i)) || at_byte(text, i) == '-')
		return 0;
	for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++)
		if (strcmp(size, sizes[s]) == 0)
			return i - at;
	return 0;
}

size_t identifier_postcode(struct span text, size_t at)
{
	if (at_byte(text, at) < '1' || at_byte(text, at) > '9')
		return 0;
	for (size_t i = 1; i < 4; i++)
		if (!is_digit(at_byte(text, at + i)))
			return 0;
	const size_t gap = at_byte(text, at + 4) == ' ';
	const char a = at_byte(text, at + 4 + gap), b = at_byte(text, at + 5 + gap);
	/* SA, SD and SS are never given out. */
	if (!is_upper(a) || !is_upper(b) || (a == 'S' && (b == 'A' || b == 'D' || b == 'S')) ||
	    is_word(at_byte(text, at + 6 + gap)))
		return 0;
	return 6 + gap;
}

static size_t number(struct span text, size_t at, size_t most, unsigned *value)
{
	size_t len = 0;
	*value = 0;
	while (len < most && is_digit(at_byte(text, at + len)))
		*value = *value * 10 + (unsigned)(text.at[at + len++] - '0');
	return len;
}

static bool is_date(unsigned day, unsigned month, unsigned year, size_t digits)
{
	return day >= 1 && day <= 31 && month >= 1 && month <= 12 &&
	       (digits == 2 || (year >= YEAR_LEAST && year <= YEAR_MOST));
}

static size_t date_with_month(struct span text, size_t at, size_t i, unsigned day,
			      const struct word_classes *classes)
{
	char month[MONTH_BYTES_MOST];
	size_t len = 0;
	unsigned year;
	while (len < sizeof month && is_word(at_byte(text, i + len))) {
		month[len] = (char)(text.at[i + len] | 0x20);
		len++;
	}
	if (!(word_classes_of(classes, (struct span){month, len}) & WORD_BIT(NAME_MONTH)))
		return 0;
	i += len;
	i += at_byte(text, i) == '.';
	i += at_byte(text, i) == ' ';
	i += at_byte(text, i) == '\'';
	const size_t digits = number(text, i, 4, &year);
	const bool whole = (digits == 4 || digits == 2) && !is_word(at_byte(text, i + digits));
	return whole && is_date(day, 1, year, digits) ? i + digits - at : 0;
}

size_t identifier_date(struct span text, size_t at, const struct word_classes *classes)
{
	unsigned value[3];
	size_t len[3], i = at;
	len[0] = number(text, at, 4, &value[0]);
	const char sign = at_byte(text, at + len[0]);
	if (len[0] == 0 || !strchr("-/. ", sign) || sign == '\0')
		return 0;
	i += len[0] + 1;
	if (len[0] <= 2 && !is_digit(at_byte(text, i)))
		return date_with_month(text, at, i + (at_byte(text, i) == ' '), value[0], classes);
	len[1] = number(text, i, 2, &value[1]);
	i += len[1];
	if (len[1] == 0 || at_byte(text, i) != sign)
		return 0;
	i++;
	i += at_byte(text, i) == '\'';
	len[2] = number(text, i, 4, &value[2]);
	i += len[2];
	if (is_word(at_byte(text, i)))
		return 0;
	if (len[0] == 4 && len[2] > 0 && len[2] <= 2)
		return is_date(value[2], value[1], value[0], 4) ? i - at : 0;
	if (len[0] > 2 || (len[2] != 2 && len[2] != 4))
		return 0;
	return is_date(value[0], value[1], value[2], len[2]) ? i - at : 0;
}
