using System.Text;

namespace Trireme.Node.Cri.Containerd;

/// <summary>What is mounted where. Source: proc(5), mountinfo.</summary>
internal static class MountTable
{
    private const int MaximumRounds = 8;

    /// <summary>The mount points at and below a folder, the last mounted first.</summary>
    internal static List<string> Below(string folder, IEnumerable<string> mountInfo)
    {
        var prefix = folder.TrimEnd('/') + "/";
        var found = new List<string>();
        foreach (var line in mountInfo)
        {
            var fields = line.Split(' ');
            if (fields.Length < 5)
                continue;
            var point = Unescape(fields[4]);
            if (point == folder || point.StartsWith(prefix, StringComparison.Ordinal))
                found.Add(point);
        }
        found.Reverse();
        return found;
    }

    /// <summary>Unmounts all at and below a folder; what hides below another mount comes to light in the next round.</summary>
    /// <returns>What could not be unmounted.</returns>
    internal static List<string> UnmountBelow(string folder)
    {
        for (var round = 0; ; round++)
        {
            var mounted = Below(folder, File.ReadLines("/proc/self/mountinfo"));
            if (mounted.Count == 0 || round == MaximumRounds)
                return mounted;
            foreach (var point in mounted)
                NativeMethods.Unmount(point);
        }
    }

    /// <summary>The type of the file system on which a folder lies, such as <c>ext4</c>; empty where it is not known.</summary>
    internal static string FileSystemOf(string folder, IEnumerable<string> mountInfo)
    {
        var type = "";
        var longest = -1;
        foreach (var line in mountInfo)
        {
            var fields = line.Split(' ');
            var dash = Array.IndexOf(fields, "-");
            if (fields.Length < 5 || dash < 0 || dash + 1 >= fields.Length)
                continue;
            var point = Unescape(fields[4]);
            var covers = point == "/" || folder == point || folder.StartsWith(point + "/", StringComparison.Ordinal);
            if (!covers || point.Length < longest)
                continue;
            longest = point.Length;
            type = fields[dash + 1];
        }
        return type;
    }

    private static string Unescape(string field)
    {
        if (!field.Contains('\\', StringComparison.Ordinal))
            return field;
        var text = new StringBuilder(field.Length);
        for (var at = 0; at < field.Length; at++)
        {
            if (field[at] == '\\' && at + 3 < field.Length)
            {
                text.Append((char)Convert.ToInt32(field.Substring(at + 1, 3), 8));
                at += 3;
            }
            else
                text.Append(field[at]);
        }
        return text.ToString();
    }
}
