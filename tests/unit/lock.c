/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "index_place.h"
#include "lock.h"

Test(lock, only_one_holds_it_and_the_other_learns_who)
{
	struct index_place place;
	struct vb_err err;
	char pid[32];
	int first, second;

	index_place_init(&place);
	cr_assert(vb_lock_take(place.folder, &first, &err), "%s", err.text);
	cr_assert_not(vb_lock_take(place.folder, &second, &err));
	cr_assert_eq(err.code, VB_LOCKED);
	snprintf(pid, sizeof pid, "(process %ld)", (long)getpid());
	cr_assert(strstr(err.text, pid) != NULL, "%s", err.text);
	vb_lock_release(first);
	cr_assert(vb_lock_take(place.folder, &second, &err));
	vb_lock_release(second);
	index_place_remove(&place);
}

Test(lock, a_folder_that_is_not_there_is_an_error)
{
	struct vb_err err;
	int lock;

	cr_assert_not(vb_lock_take("/no-such-folder", &lock, &err));
	cr_assert_eq(err.code, VB_IO);
}
