using System.IO.Pipelines;
using System.Text;
using Trireme.Api.Core.V1;
using Trireme.Node.Logs;
using Xunit;

namespace Trireme.Tests.Unit.Node.Logs;

public sealed class LogReaderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("trireme-log-");

    private string LogFile => Path.Combine(_folder.FullName, "0.log");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Read_All_JoinsPartialLines()
    {
        Append("stdout F one", "stdout P tw", "stdout F o", "stderr F bad", "garbage");
        Assert.Equal("one\ntwo\nbad\n", await ReadAsync(new LogQuery()));
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "c\n")]
    [InlineData(2, "b\nc\n")]
    [InlineData(9, "a\nb\nc\n")]
    public async Task Read_Tail_BeginsNearTheEnd(long lines, string expected)
    {
        Append("stdout F a", "stdout F b", "stdout F c");
        Assert.Equal(expected, await ReadAsync(new LogQuery { TailLines = lines }));
    }

    [Fact]
    public async Task Read_TailOfManyBlocks_FindsIt()
    {
        Append([.. Enumerable.Range(0, 5000).Select(i => $"stdout F {new string('x', 100)}{i}")]);
        var text = await ReadAsync(new LogQuery { TailLines = 3000 });
        Assert.StartsWith(new string('x', 100) + "2000\n", text);
        Assert.Equal(3000, text.Count(c => c == '\n'));
    }

    [Fact]
    public async Task Read_Since_LeavesOlderOut()
    {
        await File.WriteAllTextAsync(LogFile, "2026-01-01T00:00:00.123456789Z stdout F a\n2026-01-01T00:00:05.5Z stdout F b\n2026-01-01T00:00:06Z stdout F c\n");
        Assert.Equal("b\nc\n", await ReadAsync(new LogQuery { Since = new DateTimeOffset(2026, 1, 1, 0, 0, 5, TimeSpan.Zero) }));
    }

    [Fact]
    public async Task Read_TimestampsAndLimit_AreKept()
    {
        Append("stdout P a", "stdout F b");
        Assert.Equal("2026-01-01T00:00:00Z ab\n", await ReadAsync(new LogQuery { Timestamps = true }));
        Assert.Equal("2026-01", await ReadAsync(new LogQuery { Timestamps = true, LimitBytes = 7 }));
    }

    [Fact]
    public async Task Read_LineLongerThanBlock_IsWhole()
    {
        var text = new string('y', 200_000);
        Append("stdout F " + text, "stdout F end");
        Assert.Equal(text + "\nend\n", await ReadAsync(new LogQuery()));
    }

    [Fact]
    public async Task Read_MissingFile_IsEmpty() => Assert.Equal("", await ReadAsync(new LogQuery()));

    [Fact]
    public async Task Follow_ThroughRotation_LosesNothingAndEnds()
    {
        Append("stdout F 1");
        var ended = false;
        var pipe = new Pipe();
        var reading = Task.Run(async () =>
        {
            await new LogReader(TimeProvider.System).ReadAsync(LogFile, new LogQuery { Follow = true }, () => Volatile.Read(ref ended), pipe.Writer, CancellationToken.None);
            await pipe.Writer.CompleteAsync();
        });
        var lines = new StreamReader(pipe.Reader.AsStream());
        Assert.Equal("1", await lines.ReadLineAsync());
        Append("stdout F 2");
        Assert.Equal("2", await lines.ReadLineAsync());
        File.Move(LogFile, LogFile + ".20260101-000000");
        await File.AppendAllTextAsync(LogFile + ".20260101-000000", "2026-01-01T00:00:00Z stdout F 3\n");
        Append("stdout F 4");
        Assert.Equal("3", await lines.ReadLineAsync());
        Assert.Equal("4", await lines.ReadLineAsync());
        Append("stdout F 5");
        Volatile.Write(ref ended, true);
        Assert.Equal("5", await lines.ReadLineAsync());
        Assert.Null(await lines.ReadLineAsync());
        await reading;
    }

    [Fact]
    public void TerminationMessage_FromLog_IsTheEnd()
    {
        Append([.. Enumerable.Range(0, 200).Select(i => $"stderr F line {i}")]);
        var text = TerminationMessage.FromLog(LogFile);
        Assert.EndsWith("line 199\n", text);
        Assert.Equal(80, text.Count(c => c == '\n'));
        Assert.Equal("", TerminationMessage.FromLog(LogFile + "x"));
    }

    [Fact]
    public void Choice_OfStates_IsKubernetes()
    {
        var ended = new ContainerState { Terminated = new() { ContainerID = "x://old" } };
        Assert.Equal("new", LogChoice.Of("p", "c", new ContainerStatus { ContainerID = "x://new", State = new() { Running = new() }, LastState = ended }, false).ContainerId);
        Assert.Equal("old", LogChoice.Of("p", "c", new ContainerStatus { State = new() { Running = new() }, LastState = ended }, true).ContainerId);
        Assert.Equal("old", LogChoice.Of("p", "c", new ContainerStatus { State = new() { Waiting = new() { Reason = "CrashLoopBackOff" } }, LastState = ended }, false).ContainerId);
        Assert.Equal(
            "container \"c\" in pod \"p\" is waiting to start: ContainerCreating",
            LogChoice.Of("p", "c", new ContainerStatus { State = new() { Waiting = new() { Reason = "ContainerCreating" } } }, false).Refusal);
        Assert.Equal(
            "previous terminated container \"c\" in pod \"p\" not found",
            LogChoice.Of("p", "c", new ContainerStatus { State = new() { Running = new() } }, true).Refusal);
    }

    private void Append(params string[] lines) => File.AppendAllText(LogFile, string.Concat(lines.Select(line => $"2026-01-01T00:00:00Z {line}\n")));

    private async Task<string> ReadAsync(LogQuery query)
    {
        using var output = new MemoryStream();
        var writer = PipeWriter.Create(output, new StreamPipeWriterOptions(leaveOpen: true));
        await new LogReader(TimeProvider.System).ReadAsync(LogFile, query, () => true, writer, CancellationToken.None);
        await writer.CompleteAsync();
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
