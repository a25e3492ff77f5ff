using System.Runtime.InteropServices;

namespace Trireme.Node.Cri.Containerd;

/// <summary>The few calls of the C library that .NET has no words for.</summary>
internal static class NativeMethods
{
    internal const int SignalKill = 9;
    internal const int SignalTerminate = 15;
    private const int DetachMount = 2;

    /// <summary>Sends a signal. A process that is gone is no error.</summary>
    internal static void Kill(int pid, int signal) => _ = SendSignal(pid, signal);

    /// <summary>Takes a mount out of the tree at once, and frees it when nothing uses it any more.</summary>
    internal static bool Unmount(string path) => DetachFromTree(System.Text.Encoding.UTF8.GetBytes(path + '\0'), DetachMount) == 0;

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int SendSignal(int pid, int signal);

    [DllImport("libc", EntryPoint = "umount2", SetLastError = true)]
    private static extern int DetachFromTree(byte[] target, int flags);
}
