using System.Globalization;
using System.Text;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;

namespace Trireme.Client.Events;

/// <summary>Makes events of one component and hands them on.</summary>
internal sealed class EventRecorder(string component, string? host, TimeProvider time, Action<Event> enqueue) : IEventRecorder
{
    private const int MaximumMessageBytes = 1024;
    private const int MaximumSubjectName = 253 - 17;

    private static long _last;

    public void Record(ObjectReference subject, string type, string reason, string message)
    {
        var now = time.GetUtcNow();
        var ns = string.IsNullOrEmpty(subject.Namespace) ? "default" : subject.Namespace;
        var name = subject.Name ?? "";
        enqueue(new Event
        {
            Metadata = new ObjectMeta
            {
                Name = $"{(name.Length > MaximumSubjectName ? name[..MaximumSubjectName] : name)}.{Unique(now).ToString("x", CultureInfo.InvariantCulture)}",
                Namespace = ns,
            },
            InvolvedObject = subject,
            Type = type,
            Reason = reason,
            Message = Cut(message),
            FirstTimestamp = now,
            LastTimestamp = now,
            Count = 1,
            Source = new EventSource { Component = component, Host = host },
            ReportingComponent = component,
            ReportingInstance = host ?? "",
        });
    }

    // Nanoseconds since 1970 name the event; two in one tick must still differ.
    private static long Unique(DateTimeOffset now)
    {
        var nanoseconds = (now.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) * 100;
        while (true)
        {
            var last = Interlocked.Read(ref _last);
            var next = Math.Max(last + 1, nanoseconds);
            if (Interlocked.CompareExchange(ref _last, next, last) == last)
                return next;
        }
    }

    private static string Cut(string message)
    {
        if (Encoding.UTF8.GetByteCount(message) <= MaximumMessageBytes)
            return message;
        var length = Math.Min(message.Length, MaximumMessageBytes);
        while (Encoding.UTF8.GetByteCount(message.AsSpan(0, length)) > MaximumMessageBytes || char.IsHighSurrogate(message[length - 1]))
            length--;
        return message[..length];
    }
}
