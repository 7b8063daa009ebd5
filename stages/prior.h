/*
 * prior.h - how much more or less often a study's reviewers put each theme than
 * what suggests it expects.
 *
 * Takes   how often each theme was put.
 * Gives   per theme what that adds to its log-odds: the log of the share expected
 *         in the study over an even one, from which models start.
 * Memory  the caller's.
 * Threads a pure function of its arguments.
 *
 * The shares of a study are drawn from a Dirichlet distribution around even ones, whose
 * concentration has the greatest likelihood of those tried (empirical Bayes; the
 * Dirichlet-multinomial of Minka 2000, "Estimating a Dirichlet distribution"). The shift of
 * log-odds for known shares is that of Saerens, Latinne and Decaestecker 2002
 * (doi:10.1162/089976602753284446).
 */
#ifndef STAGES_PRIOR_H
#define STAGES_PRIOR_H

#include <stdbool.h>
#include <stddef.h>

/*
 * `put` holds how often each theme was put; an anecdote with several themes may give each a part.
 * Sets shift[0..themes). Returns false, all of it 0, when even shares explain what was put about
 * as well.
 */
bool prior_fit(float *shift, const double *put, size_t themes);

#endif
