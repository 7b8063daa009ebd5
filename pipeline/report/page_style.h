/*
 * page_style.h - how the report looks. No script, nothing from elsewhere; text at
 * least 7:1 against its ground (WCAG 2.2, AAA), signs 3:1.
 */
#ifndef PIPELINE_REPORT_PAGE_STYLE_H
#define PIPELINE_REPORT_PAGE_STYLE_H

extern const char page_style[];

#endif
