/*
 * planted - a fuzz target with a bug, if PLANTED_BUG is defined: does the harness find it?
 *
 * It stands behind four bytes that must fit, as real ones do.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *copy = malloc(size + 1);

	if (!copy)
		return 0;
	memcpy(copy, data, size);
	copy[size] = '\0';
	if (copy[0] == 't' && copy[1] == 'i' && copy[2] == 'e' && copy[3] == 'r') {
#ifdef PLANTED_BUG
		copy[size + 1] = '=';
#else
		copy[size] = '=';
#endif
	}
	free(copy);
	return 0;
}
