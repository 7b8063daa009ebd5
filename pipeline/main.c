#include <stdio.h>

int main(void)
{
	puts("rodedraad " RODEDRAAD_VERSION);
	return 0;
}
