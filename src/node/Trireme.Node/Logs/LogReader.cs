using System.Buffers;
using System.IO.Pipelines;
using Microsoft.Win32.SafeHandles;

namespace Trireme.Node.Logs;

/// <summary>Sends a container's log file to a reader, and what is written to it afterwards, through rotations, until the container has ended. Thread-safe.</summary>
internal sealed class LogReader(TimeProvider time)
{
    private const int BlockSize = 64 << 10;
    private const int MaximumLine = 1 << 20;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    /// <summary>Sends the log.</summary>
    /// <param name="path">The current log file.</param>
    /// <param name="query">What is wanted.</param>
    /// <param name="hasEnded">Whether the container has ended, so that nothing more will come.</param>
    /// <param name="output">Where to.</param>
    /// <param name="cancellationToken">The reader has gone.</param>
    public async Task ReadAsync(string path, LogQuery query, Func<bool> hasEnded, PipeWriter output, CancellationToken cancellationToken)
    {
        var writer = new LogWriter(query, output);
        var buffer = ArrayPool<byte>.Shared.Rent(BlockSize);
        var file = Open(path);
        SafeFileHandle? next = null;
        try
        {
            var at = file is not null && query.TailLines is { } lines ? LogTail.Find(file, RandomAccess.GetLength(file), lines) : 0;
            var held = 0;
            while (!writer.IsFull)
            {
                // Asked before reading: what was written before the end is then read for sure.
                var ended = !query.Follow || hasEnded();
                var read = file is null ? 0 : RandomAccess.Read(file, buffer.AsSpan(held), at);
                if (read > 0)
                {
                    at += read;
                    held = Pass(writer, ref buffer, held + read);
                    if (await FlushAsync(output, cancellationToken).ConfigureAwait(false))
                        return;
                    continue;
                }
                if (next is not null)
                {
                    file?.Dispose();
                    (file, next, at, held) = (next, null, 0, 0);
                    continue;
                }
                // The old file is read once more before the new one: its last lines may have been written just now.
                if (Rotated(path, file, at, out next))
                    continue;
                if (ended)
                    break;
                await Task.Delay(Poll, time, cancellationToken).ConfigureAwait(false);
            }
            if (held > 0)
                writer.Write(buffer.AsSpan(0, held));
            await FlushAsync(output, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            file?.Dispose();
            next?.Dispose();
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <returns>How many bytes of an unfinished line are left at the start of the buffer.</returns>
    private static int Pass(LogWriter writer, ref byte[] buffer, int length)
    {
        var start = 0;
        while (!writer.IsFull && buffer.AsSpan(start, length - start).IndexOf((byte)'\n') is var end and >= 0)
        {
            writer.Write(buffer.AsSpan(start, end));
            start += end + 1;
        }
        var held = length - start;
        buffer.AsSpan(start, held).CopyTo(buffer);
        if (held < buffer.Length)
            return held;
        if (buffer.Length >= MaximumLine)
            return 0; // No runtime writes such lines: it is not a log.
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(0, held).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
        return held;
    }

    private static async ValueTask<bool> FlushAsync(PipeWriter output, CancellationToken cancellationToken)
    {
        var flushed = await output.FlushAsync(cancellationToken).ConfigureAwait(false);
        return flushed.IsCompleted || flushed.IsCanceled;
    }

    // A rotated log goes on in a new file of the same name, which begins empty: shorter than what was read, or another file altogether.
    private static bool Rotated(string path, SafeFileHandle? current, long at, out SafeFileHandle? next)
    {
        next = null;
        if (current is not null && SameFile(path, current) && RandomAccess.GetLength(current) >= at)
            return false;
        next = Open(path);
        if (next is null || (current is not null && RandomAccess.GetLength(next) == 0 && SameFile(path, current)))
        {
            next?.Dispose();
            next = null;
            return false;
        }
        return true;
    }

    private static bool SameFile(string path, SafeFileHandle file) =>
        Host.FileFacts.Of(path) is not { } named || (Host.FileFacts.Of((int)file.DangerousGetHandle()) is { } opened && named.Inode == opened.Inode && named.Device == opened.Device);

    private static SafeFileHandle? Open(string path)
    {
        try
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (DirectoryNotFoundException)
        {
            return null;
        }
    }
}
