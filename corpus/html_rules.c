#include "corpus/html_rules.h"

#include <string.h>
#include <strings.h>

static bool listed(const char *name, const char *const *list)
{
	for (; *list; list++)
		if (strcasecmp(name, *list) == 0)
			return true;
	return false;
}

static const char *const block_elements[] = {
	"address",    "article", "blockquote", "body",    "caption", "center", "dd",
	"details",    "dialog",  "dir",        "div",     "dl",      "dt",     "fieldset",
	"figcaption", "figure",  "h1",         "h2",      "h3",      "h4",     "h5",
	"h6",         "header",  "hgroup",     "hr",      "html",    "li",     "main",
	"ol",         "p",       "pre",        "section", "summary", "table",  "tbody",
	"td",         "tfoot",   "th",         "thead",   "tr",      "ul",     NULL};

static const char *const skipped_elements[] = {
	"script", "style",  "noscript", "template", "svg",   "head", "select", "textarea",
	"object", "iframe", "canvas",   "audio",    "video", "math", "map",    "datalist",
	"embed",  "applet", "title",    "meta",     "link",  NULL};

static const char *const furniture_elements[] = {"nav",    "footer", "aside", "form",
						 "button", "menu",   "label", NULL};

static const char *const furniture_roles[] = {
	"navigation",  "banner", "contentinfo", "complementary", "search",  "dialog",
	"alertdialog", "menu",   "menubar",     "toolbar",       "tablist", NULL};

/* Words that a class or id of page furniture begins with; Dutch and English. */
static const char *const furniture_words[] = {
	"nav",        "navbar",      "navigation", "navigatie",     "menu",        "hoofdmenu",
	"cookie",     "cookies",     "cookiebar",  "consent",       "share",       "sharing",
	"social",     "socials",     "delen",      "deel",          "related",     "gerelateerd",
	"newsletter", "nieuwsbrief", "breadcrumb", "breadcrumbs",   "kruimelpad",  "footer",
	"sidebar",    "zijbalk",     "advert",     "advertisement", "advertentie", "ads",
	"banner",     "popup",       "modal",      "subscribe",     "pagination",  "pager",
	"skip",       "skiplink",    "promo",      "teaser",        "recommended", "aanbevolen",
	"pullquote",  "comments",    "reacties",   "masthead",      "toolbar",     "tags",
	"byline",     "meer",        "readmore",   "leesook",       "outbrain",    "taboola",
	NULL};

/* Elements that hold the text itself, whatever they are called. */
static const char *const never_furniture[] = {"html", "body", "main", "article", NULL};

static bool word_matches(const char *word, size_t len)
{
	for (const char *const *entry = furniture_words; *entry; entry++)
		if (strlen(*entry) == len && strncasecmp(word, *entry, len) == 0)
			return true;
	return false;
}

/* Only the first part of `share-buttons` counts: `no-sidebar` has no sidebar. */
static bool class_matches(const char *value)
{
	while (*value) {
		while (*value == ' ' || *value == '\n' || *value == '\t')
			value++;
		size_t part = 0;
		while (value[part] && !strchr(" \n\t-_", value[part]))
			part++;
		if (part > 0 && word_matches(value, part))
			return true;
		while (*value && !strchr(" \n\t", *value))
			value++;
	}
	return false;
}

static const char *attribute(const xmlNode *element, const char *name)
{
	for (const xmlAttr *attr = element->properties; attr; attr = attr->next)
		if (strcasecmp((const char *)attr->name, name) == 0)
			return attr->children && attr->children->content
				       ? (const char *)attr->children->content
				       : "";
	return NULL;
}

bool html_attribute_is(const xmlNode *element, const char *name, const char *value)
{
	const char *found = attribute(element, name);
	return found && strcasecmp(found, value) == 0;
}

/* Whether the text of the page, or its title, is somewhere inside. */
static bool holds_text(const xmlNode *element, int depth)
{
	static const char *const texts[] = {"main", "article", "h1", NULL};
	if (depth == 0)
		return false;
	for (const xmlNode *child = element->children; child; child = child->next)
		if (child->type == XML_ELEMENT_NODE &&
		    (listed((const char *)child->name, texts) || holds_text(child, depth - 1)))
			return true;
	return false;
}

static bool inside_article(const xmlNode *element)
{
	static const char *const articles[] = {"main", "article", NULL};
	for (const xmlNode *up = element->parent; up; up = up->parent)
		if (up->type == XML_ELEMENT_NODE && listed((const char *)up->name, articles))
			return true;
	return false;
}

static bool marked_as_furniture(const xmlNode *element)
{
	const char *role = attribute(element, "role");
	const char *class = attribute(element, "class");
	const char *id = attribute(element, "id");
	if (role && listed(role, furniture_roles))
		return true;
	return (class && class_matches(class)) || (id && class_matches(id));
}

enum html_use html_use(const xmlNode *element)
{
	enum { LOOK = 64 }; /* levels down in which an article is looked for */
	const char *name = (const char *)element->name;
	if (listed(name, skipped_elements))
		return HTML_SKIP;
	if (listed(name, furniture_elements))
		return holds_text(element, LOOK) && strcasecmp(name, "form") == 0 ? HTML_BLOCK
										  : HTML_FURNITURE;
	if (strcasecmp(name, "header") == 0 && !inside_article(element) &&
	    !holds_text(element, LOOK))
		return HTML_FURNITURE;
	if (!listed(name, never_furniture) && marked_as_furniture(element) &&
	    !holds_text(element, LOOK))
		return HTML_FURNITURE;
	return listed(name, block_elements) ? HTML_BLOCK : HTML_INLINE;
}

bool html_hidden(const xmlNode *element)
{
	const char *style = attribute(element, "style");
	if (attribute(element, "hidden") || html_attribute_is(element, "aria-hidden", "true"))
		return true;
	if (!style)
		return false;
	char tight[256];
	size_t len = 0;
	for (const char *c = style; *c && len < sizeof tight - 1; c++)
		if (*c != ' ')
			tight[len++] = *c;
	tight[len] = '\0';
	return strcasestr(tight, "display:none") || strcasestr(tight, "visibility:hidden");
}
