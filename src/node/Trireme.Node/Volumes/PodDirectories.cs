namespace Trireme.Node.Volumes;

/// <summary>Where files of a Pod are on the node.</summary>
/// <param name="podsDirectory">The folder of all Pods.</param>
/// <param name="logDirectory">The folder of all logs.</param>
internal sealed class PodDirectories(string podsDirectory, string logDirectory)
{
    /// <summary>The folder of all Pods.</summary>
    public string Root => podsDirectory;

    /// <summary>The folder of all logs.</summary>
    public string LogRoot => logDirectory;

    /// <summary>A Pod's own folder.</summary>
    public string Pod(string uid) => Path.Combine(podsDirectory, Safe(uid));

    /// <summary>A volume's folder.</summary>
    public string Volume(string uid, string driver, string name) => Path.Combine(Pod(uid), "volumes", driver, Safe(name));

    /// <summary>Where a part of a volume is mounted for one container.</summary>
    public string SubPath(string uid, string volume, string container, int index) =>
        Path.Combine(Pod(uid), "volume-subpaths", Safe(volume), Safe(container), index.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The Pod's hosts file.</summary>
    public string Hosts(string uid) => Path.Combine(Pod(uid), "etc-hosts");

    /// <summary>The file that takes a container's last words.</summary>
    public string TerminationMessage(string uid, string container, int attempt) =>
        Path.Combine(Pod(uid), "containers", Safe(container), attempt.ToString("x8", System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The folder of the logs of a Pod's containers.</summary>
    public string Logs(string ns, string name, string uid) => Path.Combine(logDirectory, $"{Safe(ns)}_{Safe(name)}_{Safe(uid)}");

    /// <summary>A container's log file below the Pod's folder of logs.</summary>
    public static string LogFile(string container, int attempt) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Safe(container)}/{attempt}.log");

    // The server checks names; a folder must not depend on it.
    private static string Safe(string part) =>
        part.Length > 0 && part is not ("." or "..") && !part.Contains('/') && !part.Contains('\0')
            ? part
            : throw new ArgumentException($"'{part}' cannot name a file");
}
