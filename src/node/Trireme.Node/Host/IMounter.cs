namespace Trireme.Node.Host;

/// <summary>Mounts and unmounts. Thread-safe. Failures are <see cref="IOException"/>.</summary>
internal interface IMounter
{
    /// <summary>Mounts memory at a directory, unless something is mounted there already.</summary>
    /// <param name="directory">An existing directory.</param>
    /// <param name="sizeBytes">The most it may hold; 0 for no limit of its own.</param>
    void MountMemory(string directory, long sizeBytes);

    /// <summary>Mounts a file or directory at another place; what is mounted there before goes.</summary>
    /// <param name="source">What to show.</param>
    /// <param name="target">Where; a directory for a directory, a file for a file.</param>
    void Bind(string source, string target);

    /// <summary>Whether something is mounted at a path.</summary>
    bool IsMounted(string path);

    /// <summary>Unmounts all that is mounted at or below a directory, the innermost first.</summary>
    /// <returns>Whether nothing is mounted there any more.</returns>
    bool UnmountBelow(string directory);
}
