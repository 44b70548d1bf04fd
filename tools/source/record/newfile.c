// SPDX-License-Identifier: GPL-2.0-or-later
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "newfile.h"
#include "owner.h"

#define UNFINISHED "trace.dat"

static int cannot_write(const char *path, int err, struct message *why)
{
	return message_set(why, err, "cannot write %s: %s", path, strerror(-err));
}

/* An existing file may be replaced if it is writable. */
static int check_existing(const char *path, struct message *why)
{
	struct stat status;

	if (stat(path, &status))
		return errno == ENOENT ? 0 : cannot_write(path, -errno, why);
	if (S_ISDIR(status.st_mode))
		return message_set(why, -EISDIR,
				   "cannot write %s: it is a directory; name a file in it", path);
	if (!S_ISREG(status.st_mode))
		return message_set(why, -EINVAL, "cannot write %s: it is not a regular file", path);
	return access(path, W_OK) ? cannot_write(path, -errno, why) : 0;
}

/* A symbolic link stays; its target is replaced. */
static int resolve(const char *path, char *ret, struct message *why)
{
	if (realpath(path, ret))
		return 0;
	if (errno != ENOENT)
		return cannot_write(path, -errno, why);
	if (strlen(path) >= PATH_MAX)
		return cannot_write(path, -ENAMETOOLONG, why);
	strcpy(ret, path);
	return 0;
}

/* There may be a link already, or a directory of that name. */
static DIR *open_own_directory(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	struct stat status;
	DIR *directory;

	if (fd < 0)
		return NULL;
	directory = !fstat(fd, &status) && status.st_uid == geteuid() ? fdopendir(fd) : NULL;
	if (!directory)
		close(fd);
	return directory;
}

static void remove_directory(const char *path)
{
	DIR *directory = open_own_directory(path);
	struct dirent *entry;

	if (!directory)
		return;
	/*
	 * Only these files are ours, whatever the directory is called; trace-cmd adds a file for
	 * each CPU.
	 */
	while ((entry = readdir(directory))) {
		if (!strncmp(entry->d_name, UNFINISHED, strlen(UNFINISHED)))
			unlinkat(dirfd(directory), entry->d_name, 0);
	}
	closedir(directory);
	rmdir(path);
}

/*
 * trace-cmd outlives a recorder that is killed, and its file may be the only record of a problem.
 */
static void rescue(struct newfile *file, const char *path, const struct owner *owner)
{
	DIR *directory = open_own_directory(path);
	char kept[sizeof(file->rescued)];
	struct stat status;

	if (!directory)
		return;
	snprintf(kept, sizeof(kept), "%s.killed-%d", file->final, owner->pid);
	if (!fstatat(dirfd(directory), UNFINISHED, &status, AT_SYMLINK_NOFOLLOW) &&
	    S_ISREG(status.st_mode) && status.st_size &&
	    !renameat(dirfd(directory), UNFINISHED, AT_FDCWD, kept))
		strcpy(file->rescued, kept);
	closedir(directory);
}

/* Directories that killed recorders of the same file left behind. */
static void remove_dead(struct newfile *file, const char *parent, const char *prefix)
{
	DIR *directory = opendir(parent);
	char path[PATH_MAX + 16];
	struct dirent *entry;
	struct owner owner;

	while (directory && (entry = readdir(directory))) {
		if (strncmp(entry->d_name, prefix, strlen(prefix)) ||
		    !owner_from_text(entry->d_name + strlen(prefix), &owner) ||
		    !owner_is_dead(&owner))
			continue;
		snprintf(path, sizeof(path), "%s/%s", parent, entry->d_name);
		rescue(file, path, &owner);
		remove_directory(path);
	}
	if (directory)
		closedir(directory);
}

static int make_directory(struct newfile *file, const char *parent, const char *name)
{
	char prefix[NAME_MAX], text[OWNER_TEXT_SIZE];
	struct owner self;
	int err;

	err = owner_of_self(&self);
	if (err)
		return err;
	snprintf(prefix, sizeof(prefix), ".%.150s.", name);
	remove_dead(file, parent, prefix);
	owner_to_text(&self, text);
	snprintf(file->directory, sizeof(file->directory), "%s/%s%s", parent, prefix, text);
	if (!mkdir(file->directory, 0700))
		return 0;
	*file->directory = '\0';
	return -errno;
}

/**
 * newfile_create() - begin a file
 * @ret: set up, to be ended with newfile_destroy(); empty on error
 * @path: its final name; a present file of this name stays until newfile_publish()
 * @why: explains an error in one line
 *
 * Return: 0 or a -errno
 */
int newfile_create(struct newfile *ret, const char *path, struct message *why)
{
	char directory[PATH_MAX], name[PATH_MAX];
	int err;

	*ret = (struct newfile){ 0 };
	err = check_existing(path, why);
	if (!err)
		err = resolve(path, ret->final, why);
	if (err)
		return err;
	strcpy(directory, ret->final);
	strcpy(name, ret->final);
	err = make_directory(ret, dirname(directory), basename(name));
	if (err)
		return cannot_write(path, err, why);
	snprintf(ret->path, sizeof(ret->path), "%s/" UNFINISHED, ret->directory);
	return 0;
}

/**
 * newfile_room() - how much can still be written where the file is
 * @file: not yet published
 *
 * Return: bytes; a huge number if that is unknown
 */
unsigned long long newfile_room(const struct newfile *file)
{
	struct statvfs status;

	if (statvfs(file->directory, &status))
		return ULLONG_MAX;
	return (unsigned long long)status.f_bavail * status.f_frsize;
}

/**
 * newfile_publish() - give the file its name
 * @file: complete
 * @why: explains an error in one line
 *
 * Return: 0 or a -errno
 */
int newfile_publish(struct newfile *file, struct message *why)
{
	return rename(file->path, file->final) ? cannot_write(file->final, -errno, why) : 0;
}

/**
 * newfile_destroy() - remove whatever has not been published
 * @file: of newfile_create(), or empty; empty afterwards
 */
void newfile_destroy(struct newfile *file)
{
	if (*file->directory)
		remove_directory(file->directory);
	*file = (struct newfile){ 0 };
}
