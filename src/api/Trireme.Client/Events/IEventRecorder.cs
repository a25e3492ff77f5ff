using Trireme.Api.Core.V1;

namespace Trireme.Client.Events;

/// <summary>Reports what happened to objects. Never blocks and never throws. Thread-safe.</summary>
public interface IEventRecorder
{
    /// <summary>Reports something.</summary>
    /// <param name="subject">What it happened to.</param>
    /// <param name="type"><c>Normal</c> or <c>Warning</c>.</param>
    /// <param name="reason">Why, in one CamelCase word.</param>
    /// <param name="message">What, for people; more than 1024 bytes are cut off.</param>
    void Record(ObjectReference subject, string type, string reason, string message);
}
