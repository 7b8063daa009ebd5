#include "lexicons/name_class.h"

static const char *const class_name[NAME_CLASSES] = {
	[NAME_FIRST] = "first",
	[NAME_FIRST_WORD] = "first-word",
	[NAME_FAMILY] = "family",
	[NAME_FAMILY_LIKE] = "family-like",
	[NAME_PARTICLE] = "particle",
	[NAME_TITLE] = "title",
	[NAME_OFFICE] = "office",
	[NAME_KIN] = "kin",
	[NAME_SAYING] = "saying",
	[NAME_NAMING] = "naming",
	[NAME_ARTICLE] = "article",
	[NAME_CONJUNCTION] = "conjunction",
	[NAME_PRONOUN] = "pronoun",
	[NAME_PLACE] = "place",
	[NAME_PLACE_LIKE] = "place-like",
	[NAME_PLACE_WORD] = "place-word",
	[NAME_THING] = "thing",
	[NAME_THING_LIKE] = "thing-like",
	[NAME_ORGANISATION] = "organisation",
	[NAME_PERSON_PREPOSITION] = "person-preposition",
	[NAME_PLACE_PREPOSITION] = "place-preposition",
	[NAME_STREET_WORD] = "street-word",
	[NAME_STREET_LIKE] = "street-like",
	[NAME_STREET_END] = "street-end",
	[NAME_BIRTH] = "birth",
	[NAME_MONTH] = "month",
};

struct word_classes *name_classes_new(const struct word_class_table *table, size_t tables,
				      struct error *err)
{
	return word_classes_new_named(table, tables, class_name, NAME_CLASSES, err);
}
